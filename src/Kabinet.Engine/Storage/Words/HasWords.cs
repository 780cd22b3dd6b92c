using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Storage.Words;

/// <summary>The record has the search words; checked row by row.</summary>
/// <param name="Table">Where its words are.</param>
/// <param name="Question">The search in the form of <see cref="WordSpelling.ToHold"/>.</param>
internal sealed record HasWords(WordTable Table, ParameterValue Question) : Expression(DataType.YesNo);

/// <summary>The record is among those found by rare words: the index finds them first, and only their rows are read.</summary>
/// <param name="Table">Where their words are.</param>
/// <param name="Question">The search in the form of <see cref="WordSpelling.ToFind"/>.</param>
/// <param name="Others">Other words that the rows must have; null for none.</param>
internal sealed record FoundWords(WordTable Table, ParameterValue Question, HasWords? Others) : Expression(DataType.YesNo);
