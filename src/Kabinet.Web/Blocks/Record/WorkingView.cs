using System.Globalization;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Fields;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>How a number is made up of others.</summary>
/// <param name="Rows">What is added and subtracted.</param>
/// <param name="Total">What it comes to; null where the value says the same.</param>
/// <param name="Warning">How the value differs; null where it does not.</param>
internal sealed record WorkingView(IReadOnlyList<WorkingLine> Rows, string? Total, string? Warning)
{
    /// <summary>
    /// The working of a field; null where it has none, the reader does not see all of it, or nothing is in it. A part of it would not come
    /// to the value.
    /// </summary>
    public static WorkingView? Of(RequestContext here, Record record, Field field)
    {
        if (field.Working.Count == 0) return null;
        var rows = field.Working.Select(row => (Row: row, Value: record[new FieldPath([], row.Field)])).ToList();
        if (record[new FieldPath([], field)] is var value && value == Record.Hidden || rows.Exists(row => row.Value == Record.Hidden))
            return null;
        var signed = rows.ConvertAll(row => (row.Row.Field, Value: Number(row.Value) * (row.Row.Subtracted ? -1 : 1)));
        var total = signed.Sum(row => row.Value);
        if (signed.TrueForAll(row => row.Value == 0)) return null;
        var difference = value is null ? (decimal?)null : Number(value) - total;
        var lines = signed.Where(row => row.Value != 0)
            .Select(row => new WorkingLine(here.Say(row.Field.Title), Text(row.Field, row.Value)));
        return new([.. lines],
            difference is 0 ? null : Text(field, total), difference switch
            {
                null or 0 => null,
                > 0 => here.Say("record.working_more", Text(field, difference.Value)),
                _ => here.Say("record.working_less", Text(field, -difference.Value)),
            });

        string Text(Field of, decimal number) =>
            of.Kind.Show(of, of.Type.Scale == 0 ? (long)number : number, here.Culture, here.Zone);
    }

    /// <summary>The paths that the workings of some fields need.</summary>
    public static IEnumerable<FieldPath> Columns(IEnumerable<FieldPath> shown) =>
        shown.Where(path => path.Through.Count == 0).SelectMany(path => path.Field.Working).Select(row => new FieldPath([], row.Field));

    private static decimal Number(object? value) => value is null ? 0 : Convert.ToDecimal(value, CultureInfo.InvariantCulture);
}

/// <summary>One line of a working.</summary>
internal sealed record WorkingLine(string Label, string Text);
