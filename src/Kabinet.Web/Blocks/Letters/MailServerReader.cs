using Kabinet.Engine.Blocks;
using Kabinet.Engine.People;
using Kabinet.Web.Pages;

namespace Kabinet.Web.Blocks;

/// <summary>Reads <c>block: mail_server</c>.</summary>
internal sealed class MailServerBlockReader : BlockReader<MailServerBlock>
{
    public const string Address = "address";

    protected override ValueTask<BlockContent> Read(PageContext page, MailServerBlock block)
    {
        var (here, rejected) = (page.Request, page.RejectedOf(block));
        var server = here.Engine.Letters.Server;
        return new(new BlockContent("/Blocks/Letters/MailServer.cshtml", new MailServerView(page.Page.Key, block.Key)
        {
            Server = server?.Told,
            From = server?.From,
            Address = rejected?.Form.Own(Address) ?? here.SignedIn?.Person.Email ?? "",
            MayTest = server is not null && here.SignedIn is { } me && Accounts.MayManage(me),
            Error = rejected?.Errors.GetValueOrDefault(Address)?.Select(here.Say).FirstOrDefault(),
        }));
    }
}

/// <summary>The mail server.</summary>
/// <param name="PageKey">Page that the form stands on.</param>
/// <param name="BlockKey">Block that the form stands in.</param>
internal sealed record MailServerView(string PageKey, string BlockKey)
{
    /// <summary>Name and port; null where there is none.</summary>
    public string? Server { get; init; }
    /// <summary>Whom letters come from.</summary>
    public string? From { get; init; }
    /// <summary>Where the test letter goes.</summary>
    public string Address { get; init; } = "";
    /// <summary>Whether the reader may send a test letter.</summary>
    public bool MayTest { get; init; }
    /// <summary>Why the address was refused.</summary>
    public string? Error { get; init; }
}
