const TAKES_KEYS = 'input:not([type=checkbox]), textarea, select, [contenteditable], dialog, [popover]'

// Whether a key is meant for the page, and not for what has the focus or for the browser.
export function isForPage(event) {
  return !event.metaKey && !event.ctrlKey && !event.altKey && !event.target.closest(TAKES_KEYS)
}
