using System.Globalization;
using System.Text.RegularExpressions;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Commands;

/// <summary>
/// Issues numbers by the pattern of an entity (<see cref="NumberFormat"/>). The dates and fields of the pattern are a part of the
/// counter's key, so numbers with <c>{year}</c> restart each year and <c>{branch.code}</c> counts each branch by itself; other text of the
/// pattern may change without restarting. A number already used by a record is skipped.
/// </summary>
internal static class NumberPattern
{
    /// <summary>
    /// Takes the next number. The counter is held until the end of the transaction, so a command that fails leaves no gap.
    /// </summary>
    /// <exception cref="RefusedException">A field of the pattern has no value.</exception>
    public static async ValueTask<string> Next(CommandRun run, RecordRow row, string pattern)
    {
        var (entity, format) = (row.Entity, NumberFormat.Of(pattern));
        var values = format.Scope.Except(format.Fields).ToDictionary(place => place, place => Date(place, run.Bindings.Today));
        foreach (var (text, path) in entity.NumberFields) values[text] = await ValueOf(run, row, path);
        var (begin, end) = (Filled(format.Parts.Before, values), Filled(format.Parts.After, values));
        var counter = Counter(entity.Key, format, place => values[place]);
        var next = await Count(run, counter);
        // Records may already have later numbers than a counter that has just begun: they were imported, or the counter was lost.
        if (next > 1 && !await IsTaken(run, entity, Written(next))) return Written(next);
        if (await Greatest(run, entity, begin, end) is var greatest && greatest >= next)
        {
            await run.Transaction.Execute(SequenceStatements.Set(counter, greatest), run.Cancellation);
            next = await Count(run, counter);
        }
        // The greatest number leaves out those beyond the bound, so the next one may still be taken near it.
        while (await IsTaken(run, entity, Written(next))) next = await Count(run, counter);
        return Written(next);

        string Written(long number) => begin + number.ToString(format.Digits, CultureInfo.InvariantCulture) + end;
    }

    /// <summary>The current key of a counter whose key was its whole pattern; null where the pattern differs.</summary>
    public static string? CounterOf(string entity, string pattern, string former)
    {
        var format = NumberFormat.Of(pattern);
        if (format.Fields.Any()) return null;
        var (before, after) = format.Parts;
        var written = $@"^{Recognised(before)}\{{seq(:0+)?\}}{Recognised(after)}$";
        var match = Regex.Match(former, written, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return match.Success ? Counter(entity, format, place => match.Groups[place].Value) : null;
    }

    private static string Counter(string entity, NumberFormat format, Func<string, string> valueOf) =>
        string.Join(' ', format.Scope.Select(valueOf).Prepend(entity));

    /// <summary>The value of a field of the pattern; of a record referred to, whatever the actor may read of it.</summary>
    private static async ValueTask<string> ValueOf(CommandRun run, RecordRow row, FieldPath path)
    {
        var (first, value) = (path.Through.Count > 0 ? path.Through[0] : path.Field, (object?)null);
        if (path.Through.Count == 0) value = row[path.Field];
        else if (row[first] is long target)
        {
            var question = run.Plan(row.Entity, $"number {path}", () => new RowQuestion(run.Plans.Dialect, first.To!, Expression.True,
                [new FieldValue(path.Field.Type, [.. path.Through.Skip(1).Select(step => new Step(step, null))], path.Field)]));
            value = (await run.Ask(question, target))?.Values[0];
        }
        return value is null ? throw new RefusedException(Outcome.Invalid.At(first.Key, path.Through.Count == 0 ? new("field.required")
                : new("command.no_number", first.Title, path.Field.Title)))
            : string.Create(CultureInfo.InvariantCulture, $"{value}");
    }

    private static string Recognised(IEnumerable<NumberFormat.Part> parts) =>
        string.Concat(parts.Select(part => part.Place is { } place ? $"(?<{place}>[0-9]{{{(place == "year" ? 4 : 2)}}})"
            : Regex.Escape(part.Text)));

    private static string Filled(IEnumerable<NumberFormat.Part> parts, Dictionary<string, string> values) =>
        string.Concat(parts.Select(part => part.Place is { } place ? values[place] : part.Text));

    private static async ValueTask<long> Count(CommandRun run, string counter) =>
        (long)(await run.Transaction.Scalar(SequenceStatements.Next(counter), DataType.Whole, run.Cancellation))!;

    private static async ValueTask<bool> IsTaken(CommandRun run, Entity entity, string number) =>
        await run.Transaction.Scalar(SequenceStatements.Taken(entity, number), DataType.Whole, run.Cancellation) is not null;

    /// <summary>
    /// The greatest sequence number of any record, including the trash; 0 for none. A number at the bound or beyond it is a text that
    /// somebody chose, and the counter does not continue from it.
    /// </summary>
    private static async ValueTask<long> Greatest(CommandRun run, Entity entity, string begin, string end)
    {
        var greatest = 0L;
        await foreach (var number in run.Transaction.Stream(SequenceStatements.Beginning(entity, begin), row =>
            row.GetString(0), run.Cancellation))
            if (number.Length > begin.Length + end.Length && number.EndsWith(end, StringComparison.Ordinal)
                && long.TryParse(number.AsSpan(begin.Length, number.Length - begin.Length - end.Length), NumberStyles.None,
                    CultureInfo.InvariantCulture, out var taken) && taken < NumberFormat.Bound)
                greatest = Math.Max(greatest, taken);
        return greatest;
    }

    private static string Date(string place, DateOnly today) => place switch
    {
        "year" => today.ToString("yyyy", CultureInfo.InvariantCulture),
        "yy" => today.ToString("yy", CultureInfo.InvariantCulture),
        "month" => today.ToString("MM", CultureInfo.InvariantCulture),
        _ => today.ToString("dd", CultureInfo.InvariantCulture),
    };
}

/// <summary>Statements over <c>_sequence</c>, and queries for numbers in use.</summary>
internal static class SequenceStatements
{
    /// <summary>Increments a counter and returns its value. A counter at the bound begins again, as one that was lost.</summary>
    public static Statement Next(string key) => new("""
        insert into "_sequence" ("key", "value") values (@p0, 1)
        on conflict ("key") do update set "value" = case when "_sequence"."value" < @p1 then "_sequence"."value" + 1 else 1 end
        returning "value"
        """, key, NumberFormat.Bound);

    /// <summary>Sets a counter.</summary>
    public static Statement Set(string key, long value) => new("update \"_sequence\" set \"value\" = @p1 where \"key\" = @p0", key, value);

    /// <summary>1 where a record has the number; the condition is that of its index.</summary>
    public static Statement Taken(Entity entity, string number) => new(
        $"select 1 from {Dialect.Quote(entity.Key)} where {Number} = @p0 and {Dialect.Quote(SystemColumns.DeletedAt)} is null limit 1",
            number);

    // Both databases count characters of Unicode, where C# counts the halves of those beyond the first plane.
    /// <summary>Numbers that begin with a text.</summary>
    public static Statement Beginning(Entity entity, string text) => new(
        $"select {Number} from {Dialect.Quote(entity.Key)} where substr({Number}, 1, {text.EnumerateRunes().Count()}) = @p0", text);

    private static string Number => Dialect.Quote(SystemFields.Number);
}
