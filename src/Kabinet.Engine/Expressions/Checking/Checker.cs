using Kabinet.Engine.Expressions.Parsing;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Expressions.Checking;

/// <summary>Resolves the names of a parsed expression and builds the typed tree.</summary>
internal sealed class Checker
{
    private readonly ExpressionContext context;
    private readonly int largest;
    private readonly Paths paths;
    private readonly Coercion fitting;
    private readonly Conditions known;
    private int size;

    public Checker(ExpressionContext context, int largest, Conditions conditions)
    {
        (this.context, this.largest, known) = (context, largest, conditions);
        paths = new(context, conditions);
        fitting = new(context.Zone, FieldOf);
    }

    /// <summary>If set, receives every path that is checked.</summary>
    public List<Mention>? Mentions { get; init; }

    /// <summary>Number of nodes checked so far.</summary>
    public int Size => size;

    /// <summary>Checks a whole expression and converts it to the type that the context expects.</summary>
    public Expression Whole(Syntax syntax, Scope? scope)
    {
        var whole = CheckTerm(syntax, scope);
        if ((context.Target?.Type ?? context.Expected) is { } expected) return fitting.To(whole, expected, context.Target);
        return whole.Type.Kind == ValueKind.Duration ? throw Coercion.Refuse(whole, DataType.DateTime) : whole.Expression;
    }

    // A length of time has no value in SQL: it only stands behind plus and minus, where the sum reads it.
    private Checked Check(Syntax syntax, Scope? scope) =>
        CheckTerm(syntax, scope) is { Type.Kind: not ValueKind.Duration } value ? value
            : throw new ExpressionException(new("expression.lone_duration"), syntax.Position);

    // Operands that between and case repeat count each time. Otherwise a short text could produce a very long statement.
    private Checked CheckTerm(Syntax syntax, Scope? scope)
    {
        Count(1, syntax.Position);
        return new(Meaning(syntax, scope), syntax.Position);
    }

    private void Count(int parts, int position)
    {
        if ((size += parts) > largest) throw new ExpressionException(new("expression.too_large", largest), position);
    }

    private Expression Meaning(Syntax syntax, Scope? scope) => syntax switch
    {
        LiteralSyntax literal => literal.Value is decimal number ? Arithmetic.Written(number) : new Constant(literal.Type, literal.Value),
        PathSyntax path => Value(path.Names, scope),
        ParameterSyntax parameter => Parameter(parameter),
        NotSyntax not => new Not(Coercion.YesNo(Check(not.Operand, scope))),
        NegateSyntax negate => Negate(Check(negate.Operand, scope)),
        BinarySyntax { Operator: Operator.Add or Operator.Subtract } sum =>
            Sum(sum.Operator, Check(sum.Left, scope), CheckTerm(sum.Right, scope)),
        BinarySyntax binary => Binary(binary, Beside(binary.Left, binary.Right, scope), Beside(binary.Right, binary.Left, scope)),
        InSyntax among => Among(Check(among.Operand, scope), [.. among.Options.Select(option => Beside(option, among.Operand, scope))]),
        LikeSyntax like => new Like(Coercion.Text(Check(like.Operand, scope)), Pattern(Check(like.Pattern, scope))),
        IsNullSyntax isNull => new IsNull(Check(isNull.Operand, scope).Expression),
        CaseSyntax choice => Case(choice, scope),
        CallSyntax call => Call(call, scope),
        _ => throw new InvalidOperationException($"No meaning for {syntax.GetType().Name}"),
    };

    // `status <> draft`: an unknown name beside a choice that has such an option is the option without its quotes.
    private Checked Beside(Syntax syntax, Syntax other, Scope? scope)
    {
        try { return Check(syntax, scope); }
        catch (ExpressionException wrong) when (syntax is PathSyntax { Names: [var name] } && other is PathSyntax
            && OptionOf(other, name, scope) is { } option)
        {
            throw new ExpressionException(wrong.Reason, wrong.Position, $"'{option}'");
        }
    }

    private string? OptionOf(Syntax other, Name name, Scope? scope)
    {
        try
        {
            return FieldOf(Check(other, scope).Expression) is { Choices: { Count: > 0 } choices }
                ? Spelling.Nearest(name.Text, choices.Keys) : null;
        }
        catch (ExpressionException) { return null; }
    }

    private Expression Value(IReadOnlyList<Name> names, Scope? scope)
    {
        var named = paths.Value(names, scope);
        Count(named.Size, names[0].Position);
        Mentions?.Add(new(names, named.Outer, Depth(scope), named.Condition));
        return named.Expression;
    }

    private static int Depth(Scope? scope) => scope?.Outer is { } around ? 1 + Depth(around) : 0;

    private static Expression Negate(Checked operand) => Coercion.Number(operand) switch
    {
        Constant { Value: long whole } => new Constant(operand.Type, -whole),
        Constant { Value: decimal number } => new Constant(operand.Type, -number),
        var number => new Negate(number),
    };

    private Binary Binary(BinarySyntax syntax, Checked left, Checked right) => syntax.Operator switch
    {
        Operator.And or Operator.Or => new(DataType.YesNo, syntax.Operator, Coercion.YesNo(left), Coercion.YesNo(right)),
        Operator.Multiply => new(Arithmetic.Product(left.Type, right.Type), syntax.Operator, Coercion.Number(left), Coercion.Number(right)),
        Operator.Divide => new(Arithmetic.Quotient, syntax.Operator, Coercion.Number(left), Coercion.Number(right)),
        _ => Comparison(syntax, left, right),
    };

    private Binary Comparison(BinarySyntax syntax, Checked left, Checked right)
    {
        var (first, second) = fitting.Compare(left, right);
        if (syntax.Operator is not (Operator.Equal or Operator.NotEqual)
            && first.Type.Kind is not (ValueKind.Number or ValueKind.Date or ValueKind.DateTime or ValueKind.Text))
            throw new ExpressionException(new("expression.no_order"), syntax.Position);
        return new(DataType.YesNo, syntax.Operator, first, second);
    }

    private Binary Sum(Operator sign, Checked left, Checked right) => (left.Type.Kind, sign, right.Type.Kind) switch
    {
        (ValueKind.Date, _, ValueKind.Number or ValueKind.Duration) => new(DataType.Date, sign, left.Expression, Days(right)),
        (ValueKind.Number, Operator.Add, ValueKind.Date) => new(DataType.Date, sign, right.Expression, Days(left)),
        (ValueKind.Date, Operator.Subtract, ValueKind.Date or ValueKind.Text) =>
            new(DataType.Whole, sign, left.Expression, fitting.To(right, DataType.Date)),
        (ValueKind.DateTime, _, ValueKind.Duration) => new(DataType.DateTime, sign, left.Expression, right.Expression),
        (ValueKind.DateTime, _, _) => throw Coercion.Refuse(right, DataType.Duration),
        (ValueKind.Text, Operator.Add, _) or (_, Operator.Add, ValueKind.Text) =>
            throw new ExpressionException(new("expression.text_sum"), (left.Type.Kind == ValueKind.Text ? left : right).Position,
                "concat(…, …)"),
        _ => new(Arithmetic.Sum(left.Type, right.Type), sign, Coercion.Number(left), Coercion.Number(right)),
    };

    private static Expression Days(Checked side) => side.Expression switch
    {
        { Type: { Kind: ValueKind.Number, Scale: 0 } } days => days,
        Constant { Value: TimeSpan length } when length.Ticks % TimeSpan.TicksPerDay == 0 =>
            new Constant(DataType.Whole, (long)length.Days),
        _ => throw new ExpressionException(new("expression.whole_days"), side.Position),
    };

    private In Among(Checked operand, IReadOnlyList<Checked> options) =>
        new(operand.Expression, [.. options.Select(option => Option(operand, option))]);

    private Expression Option(Checked operand, Checked option)
    {
        var (left, right) = fitting.Compare(operand, option);
        return ReferenceEquals(left, operand.Expression) ? right : throw Coercion.Refuse(operand, option.Type);
    }

    // A pattern must be a literal. A pattern from data could end with a single backslash, on which PostgreSQL fails at run time.
    private static Constant Pattern(Checked side)
    {
        if (side.Expression is not Constant { Value: string pattern } constant)
            throw new ExpressionException(new("expression.pattern"), side.Position, "contains(…, …)");
        var trailing = pattern.Length - pattern.TrimEnd('\\').Length;
        return trailing % 2 == 0 ? constant : throw new ExpressionException(new("expression.pattern"), side.Position);
    }

    private Case Case(CaseSyntax syntax, Scope? scope)
    {
        var conditions = syntax.Branches.Select(branch => Coercion.YesNo(Check(branch.When, scope))).ToList();
        var (type, results) = fitting.Unify([.. syntax.Branches.Select(branch => Check(branch.Then, scope)), Check(syntax.Else, scope)]);
        return new(type, [.. conditions.Zip(results)], results[^1]);
    }

    private Expression Call(CallSyntax call, Scope? scope)
    {
        if (Aggregates.Find(call.Name) is { } aggregation) return Aggregate(call, aggregation, scope);
        if (call.Where is not null) throw new ExpressionException(new("expression.where", call.Name), call.Where.Position);
        if (call.By is not null) throw new ExpressionException(new("expression.by", call.Name), call.By.Position);
        if (call.Name == FileNeed.Missing && context.RuleOfStep is null) return Missing(call, scope);
        if (Functions.Find(call.Name) is not { } function)
            throw new ExpressionException(new("expression.unknown_function", call.Name), call.Position,
                Functions.Instead(call.Name) ?? Spelling.Nearest(call.Name, Functions.Names.Concat(Aggregates.Names)));
        return function.Check(
            new(function, call.Position, [.. call.Arguments.Select(argument => Check(argument, scope))], fitting, context.Zone));
    }

    /// <summary>How many documents of a file group a record needs and has not. Only definitions ask it.</summary>
    private Expression Missing(CallSyntax call, Scope? scope)
    {
        if (call.Arguments is not [LiteralSyntax { Value: string group }])
            throw new ExpressionException(new("expression.file_group_name"), call.Position, "missing('…')");
        if (scope is null) throw new ExpressionException(new("expression.no_record", call.Name), call.Position);
        var entity = scope.Entity;
        if (!entity.FileNeeds.TryGetValue(group, out var needs))
            throw entity.Definition.MayHave("files", group) ? new UnparsedException()
                : new ExpressionException(new("expression.no_file_group", entity.Title, group), call.Position,
                    Spelling.Nearest(group, entity.FileNeeds.Keys));
        var judged = needs.Select(need => (Need: need, Meaning: known.Of(need.Condition)!.Value)).ToList();
        if (judged.Count == 0)
            throw entity.Definition.Files[group].Kinds.Values.Any(kind => kind.Needed is not null) ? new UnparsedException()
                : new ExpressionException(new("expression.no_file_needs", group), call.Position);
        Count(judged.Sum(need => need.Meaning.Size), call.Position);
        return FileNeed.Count(judged.Select(need => (need.Meaning.Expression, need.Need.Met(entity, group))));
    }

    private Aggregate Aggregate(CallSyntax call, Aggregation aggregation, Scope? scope)
    {
        if (call.Arguments is not [PathSyntax path])
            throw new ExpressionException(new("expression.aggregate_argument", call.Name), call.Position, Aggregates.Instead(aggregation));
        var found = paths.Collection(path.Names, scope);
        if (!found.Collection.IsEverything) Mentions?.Add(new(path.Names, found.Outer, Depth(scope), null));
        var inside = new Scope(found.Collection.Entity, scope);
        var value = Aggregates.Value(aggregation, call, inside.Entity, found.Rest.Count == 0 ? null : Collected(found, inside));
        var by = call.By is null ? null : By(call, aggregation, inside);
        var where = call.Where is null ? Expression.True : Coercion.YesNo(Check(call.Where, inside));
        if (found.Rule is not null) where = Expression.And(Members(found, inside), where);
        return new(Aggregates.TypeOf(aggregation, value), aggregation, found.Steps, found.Collection, value, where == Expression.True ? null
            : where) { Outer = found.Outer, By = by };
    }

    private Expression By(CallSyntax call, Aggregation aggregation, Scope inside)
    {
        if (!Aggregates.IsOfOne(aggregation)) throw new ExpressionException(new("expression.by", call.Name), call.By!.Position);
        var order = Check(call.By!, inside);
        return order.Type.Kind is ValueKind.Number or ValueKind.Date or ValueKind.DateTime or ValueKind.Text ? order.Expression
            : throw new ExpressionException(new("expression.no_order"), order.Position);
    }

    private Checked Collected(Paths.CollectionPath found, Scope inside)
    {
        var alone = new Scope(inside.Entity, null);
        var value = paths.Value(found.Rest, alone).Expression;
        inside.Touched.UnionWith(alone.Touched);
        return new(value, found.Rest[0].Position);
    }

    /// <summary>The rows of a collection that the reader sees there: they show the reference that makes them members, and what is read of
    /// them.</summary>
    private Expression Members(Paths.CollectionPath found, Scope inside)
    {
        inside.Touched.Add(found.Collection.Reference);
        return Expression.And(found.Rule!, context.Shown(inside.Entity, inside.Touched));
    }

    private ParameterValue Parameter(ParameterSyntax syntax)
    {
        var (name, simple) = (syntax.Names[0].Text, syntax.Names.Count == 1);
        return (name, simple) switch
        {
            ("now", true) => new(DataType.DateTime, new NowParameter()),
            ("today", true) => new(DataType.Date, new TodayParameter()),
            ("input", false) when syntax.Names.Count == 2 => Input(syntax.Names[1]),
            // An expression of a user may use @me but no path from it: those values are not loaded and may be hidden from the user.
            ("me", true) => new(paths.Me(syntax.Names).Type, Expressions.Parameter.Me),
            ("me", false) when context.RuleOfStep is null =>
                new(paths.Me(syntax.Names).Type, new MePath([.. syntax.Names.Skip(1).Select(step => step.Text)])),
            _ => throw new ExpressionException(
                new("expression.unknown_parameter", $"@{string.Join('.', syntax.Names.Select(step => step.Text))}"), syntax.Position,
                NearestParameter(name)),
        };
    }

    private ParameterValue Input(Name name) => context.Inputs.TryGetValue(name.Text, out var input)
        ? new(input.Type, new InputParameter(name.Text))
        : context.MayBeInput?.Invoke(name.Text) == true ? throw new UnparsedException()
        : throw new ExpressionException(new("expression.unknown_input", name.Text), name.Position,
            Spelling.Nearest(name.Text, context.Inputs.Keys) is { } near ? $"@input.{near}" : null);

    private static string? NearestParameter(string name) =>
        Spelling.Nearest(name, ["input", "me", "now", "today"]) is { } near && near != name ? $"@{near}" : null;

    /// <summary>The field whose choices the value has; null for none.</summary>
    private Field? FieldOf(Expression expression) => expression switch
    {
        FieldValue value => value.Field,
        Aggregate { Value: { } value } => FieldOf(value),
        ParameterValue { Parameter: InputParameter input } => context.Inputs.GetValueOrDefault(input.Key),
        ParameterValue { Parameter: MePath me } => paths.Me([new("me", 0), .. me.Keys.Select(key => new Name(key, 0))]),
        Case choice => choice.Branches.Select(branch => branch.Then).Append(choice.Else).Select(FieldOf)
            .FirstOrDefault(field => field is not null),
        Call call => call.Arguments.Select(FieldOf).FirstOrDefault(field => field is not null),
        _ => null,
    };
}
