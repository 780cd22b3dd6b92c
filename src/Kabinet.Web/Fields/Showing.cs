using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;

namespace Kabinet.Web.Fields;

/// <summary>Values as words for the reader of a request.</summary>
internal static class Showing
{
    extension(RequestContext context)
    {
        /// <summary>
        /// A cell as text: the name of a referenced record, else the value; empty where there is none or it does not exist for him.
        /// </summary>
        public string Show(Record record, FieldPath path)
        {
            var index = record.Shape.IndexOf(path);
            if (index < 0 || ReferenceEquals(record.Values[index], Record.Hidden)) return "";
            // A reference whose record the reader may not see has no name for him, and its number would tell nothing.
            return LabelOf(record, index)
                ?? (path.Field.Type.Kind == ValueKind.Reference ? "" : context.Show(path.Field, record.Values[index]));
        }

        /// <summary>A cell as short text: days and moments in words near now.</summary>
        public string Brief(Record record, FieldPath path) => record[path] switch
        {
            DateOnly day => context.Days.Say(day),
            DateTime moment => context.Days.Say(moment),
            _ => context.Show(record, path),
        };

        public string Show(Field field, object? value) =>
            value is null ? "" : field.Kind.Show(field, value, context.Culture, context.Zone);
    }

    /// <summary>The paths, and after them what says whether their dates are late.</summary>
    public static IEnumerable<FieldPath> WithLateness(this IEnumerable<FieldPath> paths)
    {
        var all = paths.ToList();
        return all.Concat(all.Select(LatenessOf).OfType<FieldPath>());
    }

    /// <summary>The date of a column is late; never where the reader does not see what says so.</summary>
    public static bool IsLate(this Record record, FieldPath path) => LatenessOf(path) is { } late && record[late] is true;

    private static FieldPath? LatenessOf(FieldPath path) => path.Field.Late is { } late ? new(path.Through, late) : null;

    private static string? LabelOf(Record record, int index) => index < record.Labels.Count ? record.Labels[index] : null;
}
