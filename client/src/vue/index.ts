/** oriole-client/vue: components and composables for a chat. docs/vue.md shows how they go together. */

export { default as MessageComposer } from "./composer/message-composer.vue";
export { type Composer, type ComposerTask, useComposer } from "./composer/use-composer";
export { type Recorder, type RecorderState, useRecorder } from "./composer/use-recorder";
export { type Upload, type Uploads, useUploads } from "./composer/use-uploads";
export { default as ConnectionBanner } from "./connection/connection-banner.vue";
export { type ConnectionNotice, connectionNotice } from "./connection/connection-notice";
export { type Connection, useConnection } from "./connection/use-connection";
export { default as ContactPanel } from "./contacts/contact-panel.vue";
export { default as ConversationHeader } from "./conversations/conversation-header.vue";
export { type ConversationLine, conversationLines } from "./conversations/conversation-lines";
export { default as ConversationList } from "./conversations/conversation-list.vue";
export { default as ConversationView } from "./conversations/conversation-view.vue";
export { default as SearchField } from "./conversations/search-field.vue";
export { useConversation } from "./conversations/use-conversation";
export { type Summaries, useConversations } from "./conversations/use-conversations";
export { type Typing, useTyping } from "./conversations/use-typing";
export { default as ErrorLine } from "./errors/error-line.vue";
export { errorName, type ShownError, shownError } from "./errors/shown-error";
export { type Toasts, useToasts } from "./errors/toasts";
export { fileSize } from "./files/file-size";
export type { FilesPort, FileTarget, UploadOptions } from "./files/files-port";
export { restFiles } from "./files/rest-files";
export type { GroupCard, Member, Role } from "./groups/group-card";
export { default as GroupPanel } from "./groups/group-panel.vue";
export { type OpenGroup, useGroup } from "./groups/use-group";
export type { Phrase } from "./language/en";
export {
  type Dictionaries,
  dictionaries,
  type Language,
  type LanguageName,
  languageFor,
  type Translate,
  translator,
  useLanguage,
} from "./language/language";
export { clockTime, dayName, fullTime, shortTime } from "./language/times";
export { default as MessageList } from "./messages/message-list.vue";
export { messagePreview, messageText } from "./messages/message-preview";
export { default as ReadersDialog } from "./messages/readers-dialog.vue";
export { type HistoryState, type OpenMessages, useMessages } from "./messages/use-messages";
export { createChatroom, createGroup } from "./people/create-group";
export { findPerson } from "./people/find-person";
export { default as MemberPicker } from "./people/member-picker.vue";
export { type Group, type Person, RELATION } from "./people/person";
export { default as PersonRow } from "./people/person-row.vue";
export { type FriendRequest, type People, usePeople } from "./people/use-people";
export { type KitContext, provideClient, useClient, useKit } from "./provide/kit-context";
export { default as OrioleProvider } from "./provide/oriole-provider.vue";
export { default as OrioleRoot } from "./provide/oriole-root.vue";
export { default as SearchPanel } from "./search/search-panel.vue";
export { excerpt, type Search, type SearchHit, type SearchState, useSearch } from "./search/use-search";
export type { ThemeName } from "./theme/theme";
export { default as ConfirmDialog } from "./ui/confirm-dialog.vue";
export { default as IconButton } from "./ui/icon-button.vue";
export { default as IconShape } from "./ui/icon-shape.vue";
export type { IconName } from "./ui/icons";
export { default as LoadedArea } from "./ui/loaded-area.vue";
export { default as ModalDialog } from "./ui/modal-dialog.vue";
export { default as NameBadge } from "./ui/name-badge.vue";
export { default as SwitchRow } from "./ui/switch-row.vue";
export { type Action, useAction } from "./ui/use-action";
export { type Loaded, useLoaded } from "./ui/use-loaded";
