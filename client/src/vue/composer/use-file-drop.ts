import { type Ref, ref } from "vue";

export interface FileDrop {
  /** Files are being held over the place. */
  readonly over: Ref<boolean>;
  dragenter(event: DragEvent): void;
  dragover(event: DragEvent): void;
  dragleave(event: DragEvent): void;
  drop(event: DragEvent): void;
}

/** Listeners for an element that takes files. */
export function useFileDrop(take: (files: File[]) => void): FileDrop {
  const over = ref(false);
  const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
  const hold = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    over.value = true;
  };
  return {
    over,
    dragenter: hold,
    dragover: hold,
    dragleave(event) {
      // Going into a child is not leaving.
      const { currentTarget, relatedTarget } = event;
      if (currentTarget instanceof Node && relatedTarget instanceof Node && currentTarget.contains(relatedTarget))
        return;
      over.value = false;
    },
    drop(event) {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      over.value = false;
      take([...(event.dataTransfer?.files ?? [])]);
    },
  };
}
