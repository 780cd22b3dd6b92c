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
        new("/Blocks/Letters/Letters.cshtml", await new LettersReader(page).Read());
}

/// <summary>Reads the log of letters, the latest first, and the one that is open.</summary>
internal sealed class LettersReader
{
    private const int Lines = 30, LongestSearch = 200;
    private const string Before = "before", Open = "letter", Search = Engine.Publishing.ListAddress.Search,
        View = Engine.Publishing.ListAddress.View, Failed = "failed";
    private readonly RequestContext here;
    private readonly PageAddress address;
    private readonly bool sends;

    public LettersReader(PageContext page) =>
        (here, address, sends) = (page.Request, PageAddress.Of(page.Path, page.Query), page.Request.Engine.Letters.Server is not null);

    public async ValueTask<LettersView> Read()
    {
        var (letters, query) = (here.Engine.Letters, Query());
        var lines = await letters.List(here.Actor, query, here.Cancellation);
        var open = SentNumber.Of(address[Open]) is { } id ? await letters.Find(here.Actor, id, here.Cancellation) : null;
        return new()
        {
            Lines = [.. lines.Take(Lines).Select(letter => Line(letter, open?.Id))],
            Open = open is null ? null : Opened(open),
            Address = address,
            Search = query.Search ?? "",
            KeptBySearch = [.. address.Except(Search, Before, Open)],
            AllHref = address.Without(View, Before, Open).ToString(),
            FailedHref = sends ? address.Without(Before, Open).With(View, Failed).ToString() : null,
            OnlyFailed = query.OnlyFailed,
            OlderHref = lines.Count > Lines
                ? address.Without(Open).With(Before, lines[Lines - 1].Id.ToString(CultureInfo.InvariantCulture)).ToString() : null,
            FirstHref = query.Before is null ? null : address.Without(Open, Before).ToString(),
        };
    }

    private LetterQuery Query() => new(SentNumber.Of(address[Before]), Lines + 1)
    {
        Search = address[Search]?.Trim() is { Length: > 0 } typed ? typed[..Math.Min(typed.Length, LongestSearch)] : null,
        OnlyFailed = sends && address[View] == Failed,
    };

    private OpenLetter Opened(KeptLetter letter) => new(Line(letter, letter.Id), letter.Text, address.Without(Open).ToString())
    {
        ViewHref = letter.Html is null ? null : Addresses.LetterView(letter.Id),
        AgainHref = sends && letter is { State: not LetterState.Waiting, Password: not LetterPassword.Spent }
            && here.SignedIn is { } me && Accounts.MayManage(me) ? Addresses.LetterAgain(letter.Id) : null,
        Return = address.ToString(),
        Answer = letter.Answer,
        SentAt = letter.SentAt is { } sent ? Moment.Of(here, sent) : null,
        NextAt = letter is { State: LetterState.Waiting, Answer: not null, NextAt: { } next } ? Moment.Of(here, next) : null,
    };

    private LetterLine Line(KeptLetter letter, long? open) =>
        new(letter.Id, letter.Subject, letter.Receiver, Moment.Of(here, letter.At),
            address.With(Open, letter.Id.ToString(CultureInfo.InvariantCulture)).ToString(), letter.Id == open)
        {
            State = StateOf(letter),
            Password = letter.Password switch
            {
                LetterPassword.Waiting => here.Say("letters.password_waiting"),
                LetterPassword.Spent => here.Say("letters.password_spent"),
                _ => null,
            },
            PersonHref = letter.User is { } user ? SitePages.Of(here.Solution)
                .AddressOf(here.Solution.Entities[CoreEntities.User], user, here.Actor) : null,
        };

    private AccountState StateOf(KeptLetter letter) => letter.State switch
    {
        LetterState.Sent => new("green", here.Say("letters.sent")),
        LetterState.Waiting => new("yellow", here.Say(letter.Answer is null ? "letters.waiting" : "letters.retrying")),
        LetterState.Refused => new("red", here.Say("letters.refused")),
        LetterState.GivenUp => new("red", here.Say("letters.given_up")),
        _ => new("grey", here.Say("letters.kept")),
    };
}

/// <summary>The log of letters.</summary>
internal sealed record LettersView
{
    /// <summary>Letters, the latest first.</summary>
    public required IReadOnlyList<LetterLine> Lines { get; init; }
    /// <summary>The letter that is read.</summary>
    public OpenLetter? Open { get; init; }
    public required PageAddress Address { get; init; }
    public required string Search { get; init; }
    public required IReadOnlyList<KeyValuePair<string, string>> KeptBySearch { get; init; }
    public required string AllHref { get; init; }
    /// <summary>Letters that did not leave; null where none leaves.</summary>
    public string? FailedHref { get; init; }
    public bool OnlyFailed { get; init; }
    /// <summary>What is said where there is no letter.</summary>
    public string EmptyText => Search.Length > 0 ? "grid.empty_found" : OnlyFailed ? "letters.empty_failed" : "letters.empty";
    /// <summary>Earlier ones; null at the end.</summary>
    public string? OlderHref { get; init; }
    /// <summary>The latest ones; null where they are shown.</summary>
    public string? FirstHref { get; init; }
}

/// <summary>One letter of the log.</summary>
internal sealed record LetterLine(long Id, string Subject, string Receiver, Moment At, string Href, bool IsOpen)
{
    /// <summary>What became of it.</summary>
    public required AccountState State { get; init; }
    /// <summary>What has become of the password it tells; null where it tells none.</summary>
    public string? Password { get; init; }
    /// <summary>The page of whose address it is.</summary>
    public string? PersonHref { get; init; }
}

/// <summary>A letter with its text.</summary>
internal sealed record OpenLetter(LetterLine Line, string Text, string CloseHref)
{
    /// <summary>The letter as it arrives; null for text only.</summary>
    public string? ViewHref { get; init; }
    /// <summary>Where it is sent once more; null where it cannot be.</summary>
    public string? AgainHref { get; init; }
    public required string Return { get; init; }
    /// <summary>What the mail server said last.</summary>
    public string? Answer { get; init; }
    public Moment? SentAt { get; init; }
    /// <summary>The next attempt after one that failed.</summary>
    public Moment? NextAt { get; init; }
}
