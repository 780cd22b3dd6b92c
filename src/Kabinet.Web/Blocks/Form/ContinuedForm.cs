using System.Globalization;
using Kabinet.Engine.Blocks;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Blocks;

/// <summary>A record that is not finished goes on in the form it began in: the page of the form names it in its address.</summary>
internal static class ContinuedForm
{
    private const string Key = "record";

    /// <summary>The record that the address of a form names; null for a new one.</summary>
    public static long? IdIn(IQueryCollection query) => SentNumber.Of(query[Key].FirstOrDefault());

    public static string Address(string path, long id) => path + QueryString.Create(Key, id.ToString(CultureInfo.InvariantCulture));

    /// <summary>The page of the record that the address of a form names.</summary>
    public static string? RecordOf(PageContext page, FormBlock block) =>
        IdIn(page.Query) is { } id ? SitePages.Of(page.Request.Solution).AddressOf(block.Entity, id, page.Request.Actor) : null;

    /// <summary>The record with the fields of the form; null where the actor may not change it or the form does not take it.</summary>
    public static async ValueTask<FoundRecord?> Find(RequestContext request, FormBlock block, long id)
    {
        if (block.Continue is not { } condition) return null;
        var columns = block.Sections.SelectMany(section => section.Fields).Distinct().ToList();
        var found = await request.Engine.Records.Find(request.Actor, block.Entity, id, columns, [condition], request.Cancellation);
        return found is not null && found.Conditions[0] && found.Writable.Count > 0 ? found : null;
    }

    /// <summary>The form in which this actor goes on with records of an entity, and its page.</summary>
    public static (Page Page, FormBlock Block)? Of(RequestContext request, Entity entity)
    {
        foreach (var page in SitePages.Of(request.Solution).FormsOf(entity, request.Actor))
            if (page.Blocks.OfType<FormBlock>().FirstOrDefault(form => form.Entity == entity && form.Continue is not null
                && request.Actor.IsAmong(form.Roles ?? page.Roles)) is { } block)
                return (page, block);
        return null;
    }

    /// <summary>Where the page's record is gone on with; null where it is not.</summary>
    public static string? HrefFor(PageContext page, Entity entity) =>
        Of(page.Request, entity) is { } form && page.Holding.Contains(form.Block.Continue!) && page.Found!.Writable.Count > 0
            ? Address(form.Page.Definition.Path, page.Record.Id) : null;

    /// <summary>The condition that the page of a record asks for it.</summary>
    public static IEnumerable<Expression> Conditions(RequestContext request, Entity entity) =>
        Of(request, entity) is { Block.Continue: { } condition } ? [condition] : [];
}
