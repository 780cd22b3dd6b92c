// Gives the focus to the first thing that can take it: of the first selector that finds one, not of the first place in the page.
export function focusFirst(root, ...selectors) {
  const found = selectors.flatMap(selector => [...root.querySelectorAll(selector)]).find(element => element.checkVisibility())
  found?.focus()
  return found
}
