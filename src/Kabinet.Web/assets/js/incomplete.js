// A date typed by half, or one that no calendar has (31.02), is an empty value to whoever reads the form: it would be stored as none, and
// nobody would know. The browser knows, so it says so at the field, and nothing is sent.
document.addEventListener(
  'submit',
  event => {
    const wrong = [...event.target.elements].find(input => input.validity?.badInput && input.checkVisibility())
    if (!wrong) return
    event.preventDefault()
    event.stopImmediatePropagation()
    wrong.reportValidity()
  },
  true
)
