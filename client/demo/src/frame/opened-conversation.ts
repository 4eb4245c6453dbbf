import { onScopeDispose, type Ref, ref } from "vue";

export interface OpenedConversation {
  /** The conversation on the screen; 0 for none. */
  readonly opened: Readonly<Ref<number>>;
  open(xid: number): void;
  leave(): void;
}

/**
 * Which conversation is on the screen, kept in the page's address (#2097152): a reload stays in it, and the browser's
 * way back leads to the list, where a phone has no other button for it.
 */
export function openedConversation(): OpenedConversation {
  const opened = ref(xidIn(location.hash));
  const follow = () => {
    opened.value = xidIn(location.hash);
  };
  addEventListener("popstate", follow);
  onScopeDispose(() => removeEventListener("popstate", follow));

  return {
    opened,
    open(xid) {
      // From one conversation to the next is no further from the list.
      if (opened.value === 0) history.pushState(OVER_LIST, "", `#${xid}`);
      else history.replaceState(history.state, "", `#${xid}`);
      opened.value = xid;
    },
    leave() {
      opened.value = 0;
      if (history.state === OVER_LIST) history.back();
      else forgetOpened();
    },
  };
}

/** What an entry of the window's history says whose predecessor is the list. */
const OVER_LIST = "over-list";

/** For whoever logs in next. */
export function forgetOpened(): void {
  history.replaceState(null, "", location.pathname + location.search);
}

function xidIn(hash: string): number {
  const xid = Number(hash.slice(1));
  return Number.isSafeInteger(xid) && xid > 0 ? xid : 0;
}
