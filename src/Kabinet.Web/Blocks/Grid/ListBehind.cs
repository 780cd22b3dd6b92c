using System.Globalization;
using Kabinet.Engine.Blocks;
using Kabinet.Engine.Model;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Blocks;

/// <summary>The list that a number opens, where it offers its reader the filter by a field.</summary>
/// <param name="Address">The list.</param>
/// <param name="Key">Name of the filter in the address.</param>
/// <param name="Rows">What the list shows at the address.</param>
internal sealed record ListBehind(PageAddress Address, string Key, RecordQuery Rows)
{
    public static async ValueTask<ListBehind?> Of(RequestContext here, string link, Entity entity, FieldPath by)
    {
        var address = PageAddress.Parse(link);
        if (SitePages.Of(here.Solution).Find(address.Path, here.Actor) is not { } found) return null;
        var grid = found.Page.Blocks.OfType<GridBlock>()
            .FirstOrDefault(grid => grid.Entity == entity && here.Actor.IsAmong(grid.Roles) && GridReader.Offers(here, grid, by));
        if (grid is null) return null;
        var prefix = GridReader.PrefixOf(found.Page, grid);
        var filters = await FilterSet.Read(here, new(entity, grid.Filters, prefix, _ => ""), address);
        var view = GridReader.ViewAt(here, grid, address[prefix + ListAddress.View]);
        return new(address, FilterSet.KeyOf(prefix, by),
            new() { Entity = entity, Columns = [], Where = GridReader.And(grid.Where, view?.Where), Filters = filters.Conditions });
    }

    /// <summary>The list with the records of one value; null where its filter cannot say it.</summary>
    public string? AddressOf(object? value) => value switch
    {
        null => Address.With(Key, FilterSet.None).ToString(),
        bool answer => Address.With(Key, answer ? "yes" : "no").ToString(),
        long id => Address.With(Key, id.ToString(CultureInfo.InvariantCulture)).ToString(),
        string key => Address.With(Key, key).ToString(),
        _ => null,
    };
}
