namespace Kabinet.Engine.Expressions.Parsing;

/// <summary>A node of the syntax tree, before names are resolved.</summary>
internal abstract record Syntax(int Position);

/// <summary>A literal: number, text, duration, yes, no or null.</summary>
internal sealed record LiteralSyntax(int Position, DataType Type, object? Value) : Syntax(Position);

/// <summary>One name of a path and its position.</summary>
internal readonly record struct Name(string Text, int Position);

/// <summary>A path: names joined by dots.</summary>
internal sealed record PathSyntax(int Position, IReadOnlyList<Name> Names) : Syntax(Position);

/// <summary>A parameter such as <c>@me.partner</c>; the first name follows the at sign.</summary>
internal sealed record ParameterSyntax(int Position, IReadOnlyList<Name> Names) : Syntax(Position);

internal sealed record NotSyntax(int Position, Syntax Operand) : Syntax(Position);

internal sealed record NegateSyntax(int Position, Syntax Operand) : Syntax(Position);

internal sealed record BinarySyntax(int Position, Operator Operator, Syntax Left, Syntax Right) : Syntax(Position);

internal sealed record InSyntax(int Position, Syntax Operand, IReadOnlyList<Syntax> Options) : Syntax(Position);

internal sealed record LikeSyntax(int Position, Syntax Operand, Syntax Pattern) : Syntax(Position);

internal sealed record IsNullSyntax(int Position, Syntax Operand) : Syntax(Position);

/// <summary><c>case when … then … else … end</c>; a missing else is null.</summary>
internal sealed record CaseSyntax(int Position, IReadOnlyList<(Syntax When, Syntax Then)> Branches, Syntax Else) : Syntax(Position);

/// <summary>A function call, or an aggregate with its optional order and condition.</summary>
internal sealed record CallSyntax(int Position, string Name, IReadOnlyList<Syntax> Arguments, Syntax? By, Syntax? Where)
    : Syntax(Position);
