import type { Phrase } from "../language/en";

/** Emoji by what they show, as people look for them. Their names are the reader's own: a screen reader knows them. */
export const emojiGroups: readonly { readonly label: Phrase; readonly emoji: readonly string[] }[] = [
  {
    label: "emoji.faces",
    emoji: each(
      "😀 😃 😄 😁 😆 😅 🤣 😂 🙂 🙃 😉 😊 😇 🥰 😍 🤩 😘 😋 😛 😜 🤪 🤗 🤭 🤫 🤔 🤐 🤨 😐 😶 😏 😒 🙄 😬 😌 😔 😪 🤤 😴 😷 🤒 🤕 🤢 🥵 🥶 🥴 😵 🤯 🤠 🥳 😎 🤓 🧐 😕 😟 🙁 😮 😯 😲 😳 🥺 😦 😨 😰 😥 😢 😭 😱 😖 😞 😓 😩 😫 🥱 😤 😡 🤬 😈 💀 💩 🤡 👻 👽 🤖",
    ),
  },
  {
    label: "emoji.people",
    emoji: each(
      "👋 🤚 🖐️ ✋ 👌 🤏 ✌️ 🤞 🤟 🤘 🤙 👈 👉 👆 👇 ☝️ 👍 👎 ✊ 👊 🤛 🤜 👏 🙌 👐 🤲 🤝 🙏 ✍️ 💪 👀 👂 👃 🧠 👄 👶 🧒 🧑 👩 👨 🧓 🙋 🙅 🙆 💁 🤷 🤦 🙇 🏃 🚶 💃 🕺 👯 👨‍👩‍👧 🧑‍💻 🧑‍🍳 🧑‍🚀 🧑‍🎨",
    ),
  },
  {
    label: "emoji.nature",
    emoji: each(
      "🐶 🐱 🐭 🐹 🐰 🦊 🐻 🐼 🐨 🐯 🦁 🐮 🐷 🐸 🐵 🐔 🐧 🐦 🐤 🦆 🦉 🐺 🐴 🦄 🐝 🦋 🐌 🐞 🐢 🐍 🐙 🐠 🐬 🐳 🦈 🌵 🌲 🌳 🌴 🌱 🍀 🍁 🌸 🌹 🌻 🌞 🌝 ⭐ 🌈 ☁️ ⛈️ ❄️ 🔥 💧 🌊",
    ),
  },
  {
    label: "emoji.food",
    emoji: each(
      "🍎 🍐 🍊 🍋 🍌 🍉 🍇 🍓 🍒 🍑 🥭 🍍 🥥 🥝 🍅 🥑 🥦 🌽 🥕 🥔 🍞 🥐 🧀 🍳 🥞 🥓 🍔 🍟 🍕 🌭 🌮 🥗 🍝 🍜 🍣 🥟 🍚 🍦 🍰 🎂 🍫 🍿 🍩 🍪 🍵 ☕ 🥛 🍺 🍷 🥂 🧋",
    ),
  },
  {
    label: "emoji.activities",
    emoji: each(
      "⚽ 🏀 🏈 ⚾ 🎾 🏐 🎱 🏓 🏸 🥊 ⛳ 🎣 🎿 🏂 🏄 🚴 🏊 🏆 🥇 🎮 🎲 🧩 🎨 🎬 🎤 🎧 🎵 🎸 🎹 🥁 🎻 🎭 🎉 🎊 🎈 🎁 🎄 🧧 🏮 🎆",
    ),
  },
  {
    label: "emoji.places",
    emoji: each(
      "🚗 🚕 🚌 🚎 🏎️ 🚓 🚑 🚒 🚜 🚲 🛵 🚂 🚆 🚇 ✈️ 🚀 🛸 🚁 ⛵ 🚢 🗺️ 🗽 🗼 🏰 🏠 🏢 🏥 🏫 ⛺ 🏖️ 🏔️ 🌋 🌃 🌅 🌍 🌏",
    ),
  },
  {
    label: "emoji.symbols",
    emoji: each(
      "❤️ 🧡 💛 💚 💙 💜 🖤 🤍 💔 💕 💖 💯 💢 💥 💫 💦 💤 ✅ ❌ ❓ ❗ ⚠️ 🚫 ♻️ 💡 🔔 🔕 🔑 🔒 🔓 🔍 📌 📎 📷 📞 💻 📱 ⌚ ⏰ 📅 📈 📉 📝 📚 ✏️ 💰 💎 🛒 🔧 🔨 🧪 💊 🏁 🚩",
    ),
  },
];

function each(list: string): string[] {
  return list.split(" ");
}
