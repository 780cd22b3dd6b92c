using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Storage.Words;

/// <summary>The record has the words asked for; each row that comes up is asked.</summary>
/// <param name="Table">Where its words are.</param>
/// <param name="Question">What is asked, as <see cref="WordSpelling.ToHold"/> has it.</param>
internal sealed record HasWords(WordTable Table, ParameterValue Question) : Expression(DataType.YesNo);

/// <summary>The record is among those that few words lead to: they are found first, and only their rows are looked at.</summary>
/// <param name="Table">Where their words are.</param>
/// <param name="Question">What is found, as <see cref="WordSpelling.ToFind"/> has it.</param>
/// <param name="Others">What else their rows must have; null for nothing.</param>
internal sealed record FoundWords(WordTable Table, ParameterValue Question, HasWords? Others) : Expression(DataType.YesNo);
