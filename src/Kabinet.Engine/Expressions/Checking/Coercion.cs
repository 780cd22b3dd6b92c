using System.Globalization;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Expressions.Checking;

/// <summary>Implicit conversions: text literals become choices and dates, numbers get a common scale. Others are errors.</summary>
internal sealed class Coercion(TimeZoneInfo zone, Func<Expression, Field?> fieldOf)
{
    private static readonly string[] Clocks = ["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"];

    /// <summary>Without a zone, a moment is one of the solution's zone.</summary>
    private static readonly string[] Moments =
        ["yyyy-MM-dd", .. Clocks.SelectMany(clock => new[] { "yyyy-MM-dd'T'" + clock, "yyyy-MM-dd " + clock })];

    /// <summary>With a zone, as programs write and read moments: <c>2026-11-26T07:05:36.120Z</c>, <c>…+03:00</c>.</summary>
    private static readonly string[] ZonedMoments = [.. Moments.Skip(1).Select(local => local + "K")];

    public static Expression YesNo(Checked side) =>
        side.Type.Kind == ValueKind.YesNo ? side.Expression : throw Refuse(side, DataType.YesNo);

    public static Expression Number(Checked side) =>
        side.Type.Kind == ValueKind.Number ? side.Expression : throw Refuse(side, DataType.Whole);

    public static Expression Text(Checked side) =>
        side.Type.Kind is ValueKind.Text or ValueKind.Choice ? side.Expression : throw Refuse(side, DataType.Text);

    /// <summary>Converts a value to a type. A number is rounded to the scale of the type.</summary>
    /// <exception cref="ExpressionException">The value cannot be converted.</exception>
    /// <param name="side">The value.</param>
    /// <param name="type">The target type.</param>
    /// <param name="like">The field whose choices a key must belong to; null to accept any key.</param>
    public Expression To(Checked side, DataType type, Field? like = null) => (side.Expression, type.Kind) switch
    {
        (Constant { Value: null }, _) => new Constant(type, null),
        (_, ValueKind.Number) when side.Type.Kind == ValueKind.Number => AtScale(side.Expression, type.Scale),
        (Case { Type.Kind: ValueKind.Text or ValueKind.Choice } choice, ValueKind.Choice or ValueKind.Date or ValueKind.DateTime) =>
            Branches(choice, side.Position, type, like),
        (Call { Function: Functions.Coalesce, Type.Kind: ValueKind.Choice } first, ValueKind.Choice) =>
            first with { Arguments = [.. first.Arguments.Select(argument => To(new(argument, side.Position), type, like))] },
        (Constant { Value: string key }, ValueKind.Choice) => Key(key, side.Position, like),
        (Constant { Value: string day }, ValueKind.Date) => Day(day, side.Position),
        (Constant { Value: string moment }, ValueKind.DateTime) when side.Type.Kind == ValueKind.Text => Moment(moment, side.Position),
        (Constant { Value: long id }, ValueKind.Reference) when side.Type.Kind == ValueKind.Number => new Constant(type, id),
        (_, ValueKind.Reference) when side.Type.Kind == ValueKind.Reference =>
            type.To is null || type.To == side.Type.To ? side.Expression : throw Refuse(side, type),
        (_, ValueKind.Text) => Text(side),
        (_, ValueKind.Choice) when side.Type.Kind == ValueKind.Choice => SameKeys(side, like),
        _ => side.Type.Kind == type.Kind ? side.Expression : throw Refuse(side, type),
    };

    /// <summary>Converts two values so that they can be compared. Numbers keep their scales.</summary>
    public (Expression Left, Expression Right) Compare(Checked left, Checked right)
    {
        if (left.Type.Kind == ValueKind.Nothing || right.Type.Kind == ValueKind.Nothing)
            throw new ExpressionException(new("expression.compare_null"), (left.Type.Kind == ValueKind.Nothing ? left : right).Position,
                "is null");
        if (left.Type.Kind == right.Type.Kind)
            return left.Type.To == right.Type.To ? (left.Expression, right.Expression) : throw Mismatch(left, right);
        if (left.Expression is Constant && Adapts(left.Type, right.Type))
            return (To(left, right.Type, fieldOf(right.Expression)), right.Expression);
        if (right.Expression is Constant && Adapts(right.Type, left.Type))
            return (left.Expression, To(right, left.Type, fieldOf(left.Expression)));
        return IsText(left.Type) && IsText(right.Type) ? (left.Expression, right.Expression) : throw Mismatch(left, right);
    }

    /// <summary>Converts several values, such as the results of case branches, to one common type.</summary>
    public (DataType Type, List<Expression> Fitted) Unify(IReadOnlyList<Checked> sides)
    {
        var leading = sides.FirstOrDefault(side =>
            side.Expression is not Constant, sides.FirstOrDefault(side => side.Type.Kind != ValueKind.Nothing, sides[0]));
        var type = leading.Type;
        foreach (var side in sides)
            if (side.Type.Kind == ValueKind.Number && type.Kind == ValueKind.Number) type = Arithmetic.Sum(type, side.Type);
        if (type.Kind == ValueKind.Choice && sides.Any(side => side.Type.Kind == ValueKind.Text && side.Expression is not Constant))
            type = DataType.Text;
        return (type, [.. sides.Select(side => To(side, type, side.Expression is Constant ? fieldOf(leading.Expression) : null))]);
    }

    /// <summary>Converts a number to a scale: rounds it or adds zeros.</summary>
    public static Expression AtScale(Expression number, int scale) =>
        number.Type.Scale == scale ? number
        : number is Constant { Value: { } value } ? Arithmetic.Written(Convert.ToDecimal(value, CultureInfo.InvariantCulture), scale)
        : new Call(DataType.Number(scale), Functions.Round, [number]);

    public static ExpressionException Refuse(Checked side, DataType wanted) =>
        new(new("expression.wrong_type", TypeName(wanted), TypeName(side.Type)), side.Position, Meant(side.Expression, wanted));

    private Case Branches(Case choice, int position, DataType type, Field? like)
    {
        Expression Fit(Expression result) => To(new(result, position), type, like);
        return new(type, [.. choice.Branches.Select(branch => (branch.When, Fit(branch.Then)))], Fit(choice.Else));
    }

    private static bool Adapts(DataType constant, DataType other) => (constant.Kind, other.Kind) switch
    {
        (ValueKind.Text, ValueKind.Choice or ValueKind.Date or ValueKind.DateTime) => true,
        (ValueKind.Number, ValueKind.Reference) => constant.Scale == 0,
        _ => false,
    };

    private static bool IsText(DataType type) => type.Kind is ValueKind.Text or ValueKind.Choice;

    private static Constant Key(string key, int position, Field? like) =>
        like is null || like.Choices.ContainsKey(key) ? new(DataType.Choice, key)
        : like.Definition.MayHave("choices", key) ? throw new UnparsedException()
        : throw new ExpressionException(new("expression.choice", like.Key, key), position, Quote(Spelling.Nearest(key, like.Choices.Keys)));

    // Without this check, a field could store keys that are not among its choices.
    private Expression SameKeys(Checked side, Field? like) =>
        like is null || fieldOf(side.Expression) is not { } field
            || field.Choices.Keys.All(key => like.Choices.ContainsKey(key) || like.Definition.MayHave("choices", key)) ? side.Expression
        : throw new ExpressionException(new("expression.other_choices", field.Key, like.Key), side.Position);

    private static Constant Day(string text, int position) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new(DataType.Date, day) : throw new ExpressionException(new("expression.date", text), position, "'2026-12-31'");

    private Constant Moment(string text, int position)
    {
        if (!DateTime.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return DateTimeOffset.TryParseExact(text, ZonedMoments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var zoned)
                ? new(DataType.DateTime, zoned.UtcDateTime)
                : throw new ExpressionException(new("expression.date", text), position, "'2026-12-31'");
        // A time that does not exist because clocks are set forward becomes the time one hour later.
        if (zone.IsInvalidTime(local)) local = local.AddHours(1);
        return new(DataType.DateTime, TimeZoneInfo.ConvertTimeToUtc(local, zone));
    }

    private static ExpressionException Mismatch(Checked left, Checked right) =>
        new(new("expression.compare", TypeName(left.Type), TypeName(right.Type)), right.Position,
            Meant(right.Expression, left.Type) ?? Meant(left.Expression, right.Type));

    private static string? Meant(Expression expression, DataType wanted) => (wanted.Kind, expression) switch
    {
        (ValueKind.Date, ParameterValue { Parameter: NowParameter }) => "@today",
        (ValueKind.DateTime, ParameterValue { Parameter: TodayParameter }) => "@now",
        (ValueKind.Date, FieldValue { Type.Kind: ValueKind.DateTime } field) =>
            $"date({string.Join('.', field.Steps.Select(step => step.Reference).Append(field.Field).Select(step => step.Key))})",
        _ => null,
    };

    private static string? Quote(string? key) => key is null ? null : $"'{key}'";

    private static Message TypeName(DataType type) => type.Kind switch
    {
        ValueKind.Reference => new("expression.type.reference", type.To ?? "?"),
        ValueKind.YesNo => new("expression.type.yes_no"),
        _ => new($"expression.type.{type.Kind.ToString().ToLowerInvariant()}"),
    };
}
