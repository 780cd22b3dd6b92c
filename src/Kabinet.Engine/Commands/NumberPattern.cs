using System.Globalization;
using System.Text.RegularExpressions;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Commands;

/// <summary>
/// The number pattern of an entity, <c>ПР-{year}-{seq:00000}</c>. Its date placeholders are a part of the counter's key, so numbers with
/// <c>{year}</c> restart each year;
/// other text of the pattern may change without restarting. A number already used by a record is skipped.
/// Placeholders: <c>{year}</c>, <c>{yy}</c>, <c>{month}</c>, <c>{day}</c>, <c>{seq}</c> with as many digits as zeros after its colon.
/// </summary>
internal static partial class NumberPattern
{
    /// <summary>Takes the next number. The counter is held until the end of the transaction, so a command that fails leaves no gap.</summary>
    public static async ValueTask<string> Next(CommandRun run, Entity entity, string pattern)
    {
        var dated = DatePlace().Replace(pattern, place => Date(place.Groups["place"].Value, run.Bindings.Today));
        var counter = Counter(entity.Key, pattern, place => Date(place, run.Bindings.Today));
        var next = await Count(run, counter);
        // A new counter may be behind numbers issued by another one.
        if (next > 1 && !await IsTaken(run, entity, Written(dated, next))) return Written(dated, next);
        if (await Greatest(run, entity, dated) is var greatest && greatest < next) return Written(dated, next);
        await run.Transaction.Execute(SequenceStatements.Set(counter, greatest), run.Cancellation);
        return Written(dated, await Count(run, counter));
    }

    /// <summary>The current key of a counter whose key was its whole pattern; null where the pattern differs.</summary>
    public static string? CounterOf(string entity, string pattern, string former)
    {
        var written = $"^{string.Concat(Place().Split(pattern).Select(Recognised))}$";
        var match = Regex.Match(former, written, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return match.Success ? Counter(entity, pattern, place => match.Groups[place].Value) : null;
    }

    private static string Counter(string entity, string pattern, Func<string, string> date) =>
        string.Join(' ', DatePlace().Matches(pattern).Select(match => date(match.Groups["place"].Value)).Prepend(entity));

    private static string Recognised(string part) =>
        DatePlace().Match(part) is { Success: true } place ? $"(?<{place.Groups["place"].Value}>[0-9]{{2,4}})"
        : SequencePlace().IsMatch(part) ? @"\{seq(:0+)?\}"
        : Regex.Escape(part);

    private static async ValueTask<long> Count(CommandRun run, string counter) =>
        (long)(await run.Transaction.Scalar(SequenceStatements.Next(counter), DataType.Whole, run.Cancellation))!;

    private static async ValueTask<bool> IsTaken(CommandRun run, Entity entity, string number) =>
        await run.Transaction.Scalar(SequenceStatements.Taken(entity, number), DataType.Whole, run.Cancellation) is not null;

    /// <summary>The greatest sequence number that any record has, including the trash; 0 for none.</summary>
    private static async ValueTask<long> Greatest(CommandRun run, Entity entity, string dated)
    {
        var (greatest, place) = (0L, SequencePlace().Match(dated));
        var (begin, end) = (dated[..place.Index], dated[(place.Index + place.Length)..]);
        await foreach (var number in run.Transaction.Stream(SequenceStatements.Beginning(entity, begin), row =>
            row.GetString(0), run.Cancellation))
            if (number.Length > begin.Length + end.Length && number.EndsWith(end, StringComparison.Ordinal)
                && long.TryParse(number.AsSpan(begin.Length, number.Length - begin.Length - end.Length), NumberStyles.None,
                    CultureInfo.InvariantCulture, out var taken))
                greatest = Math.Max(greatest, taken);
        return greatest;
    }

    private static string Written(string dated, long next) =>
        SequencePlace().Replace(dated, place => next.ToString(place.Groups["digits"] is { Success: true, Value: var digits } ? digits
            : "0", CultureInfo.InvariantCulture));

    private static string Date(string place, DateOnly today) => place switch
    {
        "year" => today.ToString("yyyy", CultureInfo.InvariantCulture),
        "yy" => today.ToString("yy", CultureInfo.InvariantCulture),
        "month" => today.ToString("MM", CultureInfo.InvariantCulture),
        _ => today.ToString("dd", CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"(?<place>\{[a-z]+(:0+)?\})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Place();

    [GeneratedRegex(@"\{(?<place>year|yy|month|day)\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex DatePlace();

    [GeneratedRegex(@"\{seq(:(?<digits>0+))?\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex SequencePlace();
}

/// <summary>Statements over <c>_sequence</c>, and queries for numbers in use.</summary>
internal static class SequenceStatements
{
    /// <summary>Increments a counter and returns its value.</summary>
    public static Statement Next(string key) =>
        new("insert into \"_sequence\" (\"key\", \"value\") values (@p0, 1) on conflict (\"key\") do update set \"value\" = \"_sequence\".\"value\" + 1 returning \"value\"", key);

    /// <summary>Sets a counter.</summary>
    public static Statement Set(string key, long value) => new("update \"_sequence\" set \"value\" = @p1 where \"key\" = @p0", key, value);

    /// <summary>1 where a record has the number; the condition is that of its index.</summary>
    public static Statement Taken(Entity entity, string number) => new(
        $"select 1 from {Dialect.Quote(entity.Key)} where {Number} = @p0 and {Dialect.Quote(SystemColumns.DeletedAt)} is null limit 1",
            number);

    /// <summary>Numbers that begin with a text.</summary>
    public static Statement Beginning(Entity entity, string text) =>
        new($"select {Number} from {Dialect.Quote(entity.Key)} where substr({Number}, 1, {text.Length}) = @p0", text);

    private static string Number => Dialect.Quote(SystemFields.Number);
}
