using Kabinet.Engine.Words;

namespace Kabinet.Engine.Expressions.Parsing;

/// <summary>A recursive descent parser. Precedence from loosest to tightest: or, and, not, comparison, sum, product, sign, value.</summary>
internal sealed class Parser
{
    private const int DeepestNesting = 40;
    private static readonly HashSet<string> Keywords = new(
        ["and", "between", "case", "else", "end", "false", "in", "is", "like", "not", "null", "or", "then", "true", "when", "where"],
            StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<string, Operator> Comparisons = new(StringComparer.Ordinal)
    {
        ["="] = Operator.Equal, ["<>"] = Operator.NotEqual, ["<"] = Operator.Less, ["<="] = Operator.LessOrEqual, [">"] = Operator.Greater,
            [">="] = Operator.GreaterOrEqual,
    };
    private readonly List<Token> tokens;
    private int at, depth;

    private Parser(List<Token> tokens) => this.tokens = tokens;

    /// <summary>Parses a whole text.</summary>
    /// <exception cref="ExpressionException">The text cannot be parsed.</exception>
    public static Syntax Parse(string text)
    {
        var parser = new Parser(Tokenizer.Cut(text));
        if (parser.Now.Kind == TokenKind.End) throw new ExpressionException(new("expression.empty"), 0);
        var whole = parser.Or();
        return parser.Now.Kind == TokenKind.End ? whole : throw parser.Unexpected();
    }

    private Token Now => tokens[at];

    private Syntax Or()
    {
        if (++depth > DeepestNesting) throw new ExpressionException(new("expression.too_deep", DeepestNesting), Now.Position);
        var left = And();
        while (Take("or", out var position)) left = new BinarySyntax(position, Operator.Or, left, And());
        depth--;
        return left;
    }

    private Syntax And()
    {
        var left = Negation();
        while (Take("and", out var position)) left = new BinarySyntax(position, Operator.And, left, Negation());
        return left;
    }

    private Syntax Negation()
    {
        var (negations, position) = (0, Now.Position);
        while (Take("not", out _)) negations++;
        var operand = Comparison();
        return negations % 2 == 0 ? operand : new NotSyntax(position, operand);
    }

    private Syntax Comparison()
    {
        var left = Sum();
        var position = Now.Position;
        if (Now.Kind == TokenKind.Symbol && Comparisons.TryGetValue(Now.Text, out var comparison))
        {
            at++;
            if (Now.Is("="))
                throw comparison == Operator.Equal ? new ExpressionException(new("expression.double_equals"), position, "=")
                    : new(Found(), Now.Position);
            return new BinarySyntax(position, comparison, left, Sum());
        }
        if (Take("is", out _))
        {
            var isNot = Take("not", out _);
            Expect("null");
            return Negated(isNot, position, new IsNullSyntax(position, left));
        }
        var not = Now.IsWord("not") && at + 1 < tokens.Count
            && (tokens[at + 1].IsWord("in") || tokens[at + 1].IsWord("like") || tokens[at + 1].IsWord("between"));
        if (not) at++;
        return Take("in", out _) ? Negated(not, position, new InSyntax(position, left, Options()))
            : Take("like", out _) ? Negated(not, position, new LikeSyntax(position, left, Sum()))
            : Take("between", out _) ? Negated(not, position, Between(position, left))
            : left;
    }

    private BinarySyntax Between(int position, Syntax operand)
    {
        var low = Sum();
        Expect("and");
        return new(position, Operator.And, new BinarySyntax(position, Operator.GreaterOrEqual, operand, low),
            new BinarySyntax(position, Operator.LessOrEqual, operand, Sum()));
    }

    private List<Syntax> Options()
    {
        ExpectSymbol("(");
        var options = new List<Syntax>();
        do options.Add(Or());
        while (TakeSymbol(","));
        ExpectSymbol(")");
        return options;
    }

    private Syntax Sum()
    {
        var left = Product();
        while (Now.Is("+") || Now.Is("-"))
        {
            var symbol = tokens[at++];
            left = new BinarySyntax(symbol.Position, symbol.Is("+") ? Operator.Add : Operator.Subtract, left, Product());
        }
        return left;
    }

    private Syntax Product()
    {
        var left = Signed();
        while (Now.Is("*") || Now.Is("/"))
        {
            var symbol = tokens[at++];
            left = new BinarySyntax(symbol.Position, symbol.Is("*") ? Operator.Multiply : Operator.Divide, left, Signed());
        }
        return left;
    }

    private Syntax Signed()
    {
        var (minuses, position) = (0, Now.Position);
        while (TakeSymbol("-")) minuses++;
        var operand = Value();
        return minuses % 2 == 0 ? operand : new NegateSyntax(position, operand);
    }

    private Syntax Value()
    {
        var token = Now;
        switch (token.Kind)
        {
            case TokenKind.Number:
                at++;
                return new LiteralSyntax(token.Position, DataType.Number(((decimal)token.Value!).Scale), token.Value);
            case TokenKind.Duration:
                at++;
                return new LiteralSyntax(token.Position, DataType.Duration, token.Value);
            case TokenKind.Text:
                at++;
                return new LiteralSyntax(token.Position, DataType.Text, token.Value);
            case TokenKind.Parameter:
                at++;
                return new ParameterSyntax(token.Position, Names(new(token.Text, token.Position)));
            case TokenKind.Symbol when TakeSymbol("("):
                var inner = Or();
                ExpectSymbol(")");
                return inner;
            case TokenKind.Name:
                return Named(token);
            default:
                throw Unexpected();
        }
    }

    private Syntax Named(Token token)
    {
        if (Take("case", out _)) return Case(token.Position);
        if (Take("true", out _)) return new LiteralSyntax(token.Position, DataType.YesNo, true);
        if (Take("false", out _)) return new LiteralSyntax(token.Position, DataType.YesNo, false);
        if (Take("null", out _)) return new LiteralSyntax(token.Position, DataType.Nothing, null);
        if (Keywords.Contains(token.Text)) throw Unexpected();
        at++;
        return TakeSymbol("(") ? Call(token) : new PathSyntax(token.Position, Names(new(token.Text, token.Position)));
    }

    private List<Name> Names(Name first)
    {
        var names = new List<Name> { first };
        while (TakeSymbol("."))
        {
            if (Now.Kind != TokenKind.Name) throw Unexpected();
            names.Add(new(Now.Text, Now.Position));
            at++;
        }
        return names;
    }

    private CallSyntax Call(Token name)
    {
        var arguments = new List<Syntax>();
        if (!Now.Is(")"))
            do arguments.Add(Or());
            while (TakeSymbol(","));
        var by = Take("by", out _) ? Or() : null;
        var where = Take("where", out _) ? Or() : null;
        ExpectSymbol(")");
        return new CallSyntax(name.Position, name.Text, arguments, by, where);
    }

    private CaseSyntax Case(int position)
    {
        var subject = Now.IsWord("when") ? null : Or();
        var branches = new List<(Syntax, Syntax)>();
        while (Take("when", out var place))
        {
            var when = Or();
            if (subject is not null) when = new BinarySyntax(place, Operator.Equal, subject, when);
            Expect("then");
            branches.Add((when, Or()));
        }
        if (branches.Count == 0) throw Unexpected("when");
        var otherwise = Take("else", out _) ? Or() : new LiteralSyntax(position, DataType.Nothing, null);
        Expect("end");
        return new CaseSyntax(position, branches, otherwise);
    }

    private Syntax Negated(bool not, int position, Syntax operand) => not ? new NotSyntax(position, operand) : operand;

    private bool Take(string keyword, out int position)
    {
        position = Now.Position;
        if (!Now.IsWord(keyword)) return false;
        at++;
        return true;
    }

    private bool TakeSymbol(string symbol)
    {
        if (!Now.Is(symbol)) return false;
        at++;
        return true;
    }

    private void Expect(string keyword)
    {
        if (!Take(keyword, out _)) throw Unexpected(keyword);
    }

    private void ExpectSymbol(string symbol)
    {
        if (!TakeSymbol(symbol)) throw Unexpected(symbol);
    }

    private ExpressionException Unexpected(string? expected = null) => new(Found(), Now.Position, expected);

    private Message Found() => Now.Kind == TokenKind.End ? new("expression.ends_early") : new("expression.unexpected", Now.Text);
}
