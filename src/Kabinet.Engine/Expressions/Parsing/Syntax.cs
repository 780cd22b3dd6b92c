namespace Kabinet.Engine.Expressions.Parsing;

/// <summary>What was written, with its place, before any name means anything.</summary>
internal abstract record Syntax(int Position);

/// <summary>A number, text, length of time, yes, no or null.</summary>
internal sealed record LiteralSyntax(int Position, DataType Type, object? Value) : Syntax(Position);

/// <summary>One name of a path.</summary>
internal readonly record struct Name(string Text, int Position);

/// <summary>Names joined by points.</summary>
internal sealed record PathSyntax(int Position, IReadOnlyList<Name> Names) : Syntax(Position);

/// <summary><c>@me.partner</c>: the first name stands after the at sign.</summary>
internal sealed record ParameterSyntax(int Position, IReadOnlyList<Name> Names) : Syntax(Position);

internal sealed record NotSyntax(int Position, Syntax Operand) : Syntax(Position);

internal sealed record NegateSyntax(int Position, Syntax Operand) : Syntax(Position);

internal sealed record BinarySyntax(int Position, Operator Operator, Syntax Left, Syntax Right) : Syntax(Position);

internal sealed record InSyntax(int Position, Syntax Operand, IReadOnlyList<Syntax> Options) : Syntax(Position);

internal sealed record LikeSyntax(int Position, Syntax Operand, Syntax Pattern) : Syntax(Position);

internal sealed record IsNullSyntax(int Position, Syntax Operand) : Syntax(Position);

/// <summary><c>case when … then … else … end</c>; an absent else is null.</summary>
internal sealed record CaseSyntax(int Position, IReadOnlyList<(Syntax When, Syntax Then)> Branches, Syntax Else) : Syntax(Position);

/// <summary>A function of values, or an aggregate of a collection with its condition.</summary>
internal sealed record CallSyntax(int Position, string Name, IReadOnlyList<Syntax> Arguments, Syntax? Where) : Syntax(Position);
