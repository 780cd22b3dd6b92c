// The text as the engine folds it for search, as far as a list of options needs it.
export function fold(text) {
  return text.replace(/\p{Default_Ignorable_Code_Point}/gu, '').normalize('NFKC').toLowerCase()
    .replaceAll('i\u0307', 'i').replaceAll('ё', 'е').replaceAll('ς', 'σ').replaceAll('ß', 'ss').replace(/[\s\u2800]+/g, ' ')
}
