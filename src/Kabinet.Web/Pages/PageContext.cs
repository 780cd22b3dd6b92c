using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;

namespace Kabinet.Web.Pages;

/// <summary>What the blocks of a page know: who asks, the page, its address and, on the page of a record, the record.</summary>
/// <param name="Request">Who asks.</param>
/// <param name="Page">The page.</param>
/// <param name="Path">Its address, as asked.</param>
/// <param name="Query">The state of the page: filters, order, tab.</param>
/// <param name="Found">The record of the page; null on a page without one.</param>
/// <param name="Readers">Reads blocks that stand in others.</param>
internal sealed record PageContext(RequestContext Request, Page Page, string Path, IQueryCollection Query, FoundRecord? Found,
    BlockReaders Readers)
{
    /// <summary>Conditions of blocks that hold on the record.</summary>
    public IReadOnlySet<Expression> Holding { get; init; } = new HashSet<Expression>();

    /// <summary>The form of this page that came back; null when it is drawn afresh.</summary>
    public Rejected? Rejected { get; init; }

    public Rejected? RejectedOf(Block block) => Rejected?.BlockKey == block.Key ? Rejected : null;

    /// <summary>Names in the address a lazy block that is read with its page.</summary>
    public const string OpenKey = Engine.Publishing.ListAddress.Open;

    /// <summary>
    /// A lazy block is read with its page where the address already says something of it (an order, a row, that it is open) or its form
    /// came back.
    /// </summary>
    public bool Opens(Block block) => !block.IsLazy || RejectedOf(block) is not null
        || Query.Any(pair => Names(pair.Key, block) || pair.Value.Any(value => Names(value, block)));

    private static bool Names(string? text, Block block) =>
        text?.StartsWith(block.Key, StringComparison.Ordinal) == true && (text.Length == block.Key.Length || text[block.Key.Length] == '.');

    /// <summary>The record; only blocks of a record's page ask.</summary>
    public Record Record => Found?.Record ?? throw new InvalidOperationException($"Page '{Page.Key}' has no record");

    /// <summary>What the conditions of lists mean by <c>outer</c>; null on a page without a record.</summary>
    public OuterRecord? Outer =>
        Found is { } found && Page.RecordBlock?.OwnRecord is { } entity ? OuterRecord.Stored(entity, found.Record.Id) : null;

    public bool Shows(Block block) =>
        (block.Ability is null || Request.Actor.Abilities.Contains(block.Ability)) && Request.Actor.IsAmong(block.Roles)
            && (block.When is null || Holding.Contains(block.When));
}
