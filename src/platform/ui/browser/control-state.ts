// Whether somebody has touched a control since the server rendered it.
export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function isControl(node: unknown): node is Control {
  return (
    node instanceof HTMLInputElement ||
    node instanceof HTMLTextAreaElement ||
    node instanceof HTMLSelectElement
  );
}

/** True when its state differs from what the markup says. */
export function isChanged(control: Control): boolean {
  if (control instanceof HTMLSelectElement) {
    const options = [...control.options];
    // A select without a selected option in its markup shows the first one.
    const marked = options.some((option) => option.defaultSelected);
    return options.some(
      (option, index) =>
        option.selected !== (marked || control.multiple ? option.defaultSelected : index === 0),
    );
  }
  if (
    control instanceof HTMLInputElement &&
    (control.type === 'checkbox' || control.type === 'radio')
  ) {
    return control.checked !== control.defaultChecked;
  }
  return control.value !== control.defaultValue;
}
