using System.Globalization;
using System.Text.RegularExpressions;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Commands;

/// <summary>
/// The pattern of an entity's numbers, <c>ПР-{year}-{seq:00000}</c>. Everything but the sequence names the counter, so with <c>{year}</c> in it the numbers begin anew each year.
/// Places: <c>{year}</c>, <c>{yy}</c>, <c>{month}</c>, <c>{day}</c>, <c>{seq}</c> with as many digits as zeros after its colon.
/// </summary>
internal static partial class NumberPattern
{
    /// <summary>Takes the next number. The counter is held until the end of the transaction, so a command that fails leaves no gap.</summary>
    public static async ValueTask<string> Next(CommandRun run, string entity, string pattern)
    {
        var dated = DatePlace().Replace(pattern, place => Date(place.Groups["place"].Value, run.Bindings.Today));
        var next = (long)(await run.Transaction.Scalar(SequenceStatements.Next($"{entity} {dated}"), DataType.Whole, run.Cancellation))!;
        return SequencePlace().Replace(dated, place => next.ToString(place.Groups["digits"] is { Success: true, Value: var digits } ? digits : "0", CultureInfo.InvariantCulture));
    }

    private static string Date(string place, DateOnly today) => place switch
    {
        "year" => today.ToString("yyyy", CultureInfo.InvariantCulture),
        "yy" => today.ToString("yy", CultureInfo.InvariantCulture),
        "month" => today.ToString("MM", CultureInfo.InvariantCulture),
        _ => today.ToString("dd", CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"\{(?<place>year|yy|month|day)\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex DatePlace();

    [GeneratedRegex(@"\{seq(:(?<digits>0+))?\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex SequencePlace();
}

/// <summary>The statement of <c>_sequence</c>.</summary>
internal static class SequenceStatements
{
    /// <summary>Counts on and tells where it is.</summary>
    public static Statement Next(string key) =>
        new("insert into \"_sequence\" (\"key\", \"value\") values (@p0, 1) on conflict (\"key\") do update set \"value\" = \"_sequence\".\"value\" + 1 returning \"value\"", key);
}
