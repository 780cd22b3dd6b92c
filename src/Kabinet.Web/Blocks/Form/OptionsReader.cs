using System.Globalization;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Fields;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>Options of a reference under the rights of whoever chooses.</summary>
internal static class OptionsReader
{
    public static async ValueTask<IReadOnlyList<OptionView>> Read(RequestContext context, Field field, string? search,
        IReadOnlyList<FieldPath> show, int limit, OuterRecord? outer)
    {
        var page = await context.Engine.Records.Options(context.Actor, field, string.IsNullOrWhiteSpace(search) ? null : search, show,
            limit, outer, context.Cancellation);
        return [.. page.Records.Select(record => Option(context, field.To!, record, show))];
    }

    /// <summary>The option of a value that stands already in the field; null where the reader may not see its record.</summary>
    public static async ValueTask<OptionView?> Chosen(RequestContext context, Field field, string value)
    {
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return null;
        var found = await context.Engine.Records.Find(context.Actor, field.To!, id, [new([], field.To!.Label)], null, context.Cancellation);
        return found is null ? null : Option(context, field.To!, found.Record, []);
    }

    private static OptionView Option(RequestContext context, Entity entity, Record record, IReadOnlyList<FieldPath> show) =>
        new(record.Id.ToString(CultureInfo.InvariantCulture), context.Show(record, new([], entity.Label)),
            [.. show.Select(path => context.Brief(record, path))]);
}
