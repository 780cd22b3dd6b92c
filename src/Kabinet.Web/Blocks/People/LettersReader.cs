using System.Globalization;
using Kabinet.Engine.Blocks;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Blocks;

/// <summary>Reads <c>block: letters</c>.</summary>
internal sealed class LettersBlockReader : BlockReader<LettersBlock>
{
    protected override async ValueTask<BlockContent> Read(PageContext page, LettersBlock block) =>
        new("/Blocks/People/Letters.cshtml", await LettersReader.Read(page));
}

/// <summary>Reads the log of letters, the latest first, and the one that is open.</summary>
internal static class LettersReader
{
    private const int Lines = 30;
    private const string Before = "before", Open = "letter";

    public static async ValueTask<LettersView> Read(PageContext page)
    {
        var (here, address) = (page.Request, PageAddress.Of(page.Path, page.Query));
        var (letters, before) = (here.Engine.People.Letters, Number(address[Before]));
        var lines = await letters.List(here.Actor, before, Lines + 1, here.Cancellation);
        var open = Number(address[Open]) is { } id ? await letters.Find(here.Actor, id, here.Cancellation) : null;
        return new(
            [.. lines.Take(Lines).Select(letter => Line(here, address, letter, open?.Id))],
            open is null ? null : new(Line(here, address, open, open.Id), open.Body, address.Without(Open).ToString()),
            lines.Count > Lines ? address.Without(Open).With(Before, lines[Lines - 1].Id.ToString(CultureInfo.InvariantCulture)).ToString()
                : null,
            before is null ? null : address.Without(Open, Before).ToString());
    }

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number : null;

    private static LetterLine Line(RequestContext here, PageAddress address, KeptLetter letter, long? open) =>
        new(letter.Id, letter.Subject, letter.Receiver, Moment.Of(here, letter.At),
            address.With(Open, letter.Id.ToString(CultureInfo.InvariantCulture)).ToString(), letter.Id == open)
        {
            State = letter.Password switch
            {
                LetterPassword.Waiting => new("yellow", here.Say("letters.password_waiting")),
                LetterPassword.Spent => new("grey", here.Say("letters.password_spent")),
                _ => null,
            },
            PersonHref = letter.User is { } user ? SitePages.Of(here.Solution)
                .AddressOf(here.Solution.Entities[CoreEntities.User], user, here.Actor) : null,
        };
}

/// <summary>The log of letters.</summary>
/// <param name="Lines">Letters, the latest first.</param>
/// <param name="Open">The letter that is read.</param>
/// <param name="OlderHref">Earlier ones; null at the end.</param>
/// <param name="FirstHref">The latest ones; null where they are shown.</param>
internal sealed record LettersView(IReadOnlyList<LetterLine> Lines, OpenLetter? Open, string? OlderHref, string? FirstHref);

/// <summary>One letter of the log.</summary>
internal sealed record LetterLine(long Id, string Subject, string Receiver, Moment At, string Href, bool IsOpen)
{
    /// <summary>What has become of the password it tells; null where it tells none.</summary>
    public AccountState? State { get; init; }
    /// <summary>The page of whose address it is.</summary>
    public string? PersonHref { get; init; }
}

/// <summary>A letter with its text.</summary>
internal sealed record OpenLetter(LetterLine Line, string Body, string CloseHref);
