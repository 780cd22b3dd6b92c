using Kabinet.Engine.Blocks;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Blocks;

/// <summary>Reads <c>block: similar</c>.</summary>
internal sealed class SimilarBlockReader : BlockReader<SimilarBlock>
{
    protected override async ValueTask<BlockContent> Read(PageContext page, SimilarBlock block) =>
        new("/Blocks/Similar/Similar.cshtml", await SimilarReader.Read(page, block));
}

/// <summary>
/// Reads the records that may be the same as that of the page, one SELECT an entity. Only fields that the reader sees of both are compared,
/// so that nothing hidden shows by being equal.
/// </summary>
internal static class SimilarReader
{
    private const int Most = 5;

    public static async ValueTask<SimilarView> Read(PageContext page, SimilarBlock block)
    {
        var lines = new List<SimilarLine>();
        foreach (var records in block.In)
            if (Query(page, records) is { } query)
                lines.AddRange((await page.Request.Engine.Records.List(page.Request.Actor, query, page.Request.Cancellation)).Records
                    .Select(record => Line(page.Request, records, record)));
        return new(block.Title is { } title ? page.Request.Say(title) : page.Request.Say("similar.title"), lines);
    }

    private static RecordQuery? Query(PageContext page, SimilarRecords records)
    {
        var actor = page.Request.Actor;
        var seen = records.Fields.Where(field => actor.To(records.Entity).SeesEverywhere(field.Own)
            && page.Record[field.Outer.Key] is string { Length: > 0 }).ToList();
        if (seen.Count == 0) return null;
        var same = seen.Select(field => field.Same).Aggregate(Expression.Or);
        return new()
        {
            Entity = records.Entity,
            Columns = [.. seen.Select(field => field.Own).Append(records.Entity.Label).Distinct().Select(field => new FieldPath([], field))
                .Where(path => actor.Sees(records.Entity, path))],
            Where = records.Others is { } others ? Expression.And(others, same) : same,
            Outer = page.Outer,
            Limit = Most,
        };
    }

    private static SimilarLine Line(RequestContext here, SimilarRecords records, Record record) =>
        new(here.Say(records.Entity.Title), record, new([], records.Entity.Label),
            [.. records.Fields.Select(field => new FieldPath([], field.Own)).Where(path => path.Field != records.Entity.Label)],
            SitePages.Of(here.Solution).AddressOf(records.Entity, record.Id, here.Actor));
}

/// <summary>Records that may be the same.</summary>
internal sealed record SimilarView(string Title, IReadOnlyList<SimilarLine> Lines);

/// <summary>One of them.</summary>
/// <param name="Kind">Title of its entity.</param>
/// <param name="Record">The record.</param>
/// <param name="Name">Its name.</param>
/// <param name="Quiet">What else is said of it.</param>
/// <param name="Href">Its page; null where the reader has none.</param>
internal sealed record SimilarLine(string Kind, Record Record, FieldPath Name, IReadOnlyList<FieldPath> Quiet, string? Href);
