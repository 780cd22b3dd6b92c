using Kabinet.Engine.Blocks;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Web.Fields;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Blocks;

/// <summary>Reads <c>block: account</c>.</summary>
internal sealed class AccountBlockReader : BlockReader<AccountBlock>
{
    protected override async ValueTask<BlockContent> Read(PageContext page, AccountBlock block) =>
        new("/Blocks/People/Account.cshtml", await AccountReader.Read(page, block));
}

/// <summary>Reads the account of the person whose page it is, and what the reader may do with it.</summary>
internal static class AccountReader
{
    public static async ValueTask<AccountView> Read(PageContext page, AccountBlock block)
    {
        var (here, id, rejected) = (page.Request, page.Record.Id, page.RejectedOf(block));
        var facts = (await here.Engine.People.AccountsOf.Of(here.Actor, [id], here.Cancellation))[id];
        var active = await IsActive(page);
        var mayChange = Accounts.MayManage(here.SignedIn!) && !facts.IsAbove;
        return new(page.Page.Key, block.Key, id)
        {
            Name = here.Show(page.Record, new([], page.Record.Shape.Entity.Label)),
            Href = SitePages.Of(here.Solution).AddressOf(page.Record.Shape.Entity, id, here.Actor) ?? Addresses.Home,
            IsMyself = here.Actor.UserId == id,
            IsAbove = facts.IsAbove,
            IsActive = active,
            MayChange = mayChange,
            Roles = [.. facts.Roles.Select(role => AccountView.TitleOf(here, role))],
            ToGive = mayChange && here.Actor.UserId != id ? AccountView.Options(here, rejected?.Form.All("roles") ?? facts.Roles) : [],
            State = AccountView.StateOf(here, active, facts),
            SignedIn = facts.SignedInAt is { } at ? Moment.Of(here, at) : null,
            OneTimeUntil = facts.OneTimeUntil is { } until && until > here.Engine.Clock.GetUtcNow().UtcDateTime ? Moment.Of(here, until)
                : null,
            HasFactor = facts.HasFactor,
            Sessions = [.. (await here.Engine.People.AccountsOf.Sessions(here.Actor, id, here.Cancellation))
                .Select(session => SessionView.Of(here, session))],
            MayStandIn = active && mayChange && here.Actor.UserId != id && facts.Roles.Count > 0 && here.SignedIn!.Session is not null
                && here.Actor.Abilities.Contains(Ability.Impersonate),
            Errors = rejected?.Errors.SelectMany(pair => pair.Value).Select(here.Say).ToList() ?? [],
        };
    }

    // The record of the page carries what its sections show, and this is shown here.
    private static async ValueTask<bool> IsActive(PageContext page)
    {
        var (here, user) = (page.Request, page.Record.Shape.Entity);
        var found = await here.Engine.Records.Find(here.Actor, user, page.Record.Id, [new([], user[CoreFields.Active])],
            cancellation: here.Cancellation);
        return found?.Record[CoreFields.Active] is true;
    }
}

/// <summary>The account of a person: <c>/Blocks/People/Account.cshtml</c> posts to <c>/admin/people/{id}/…</c>.</summary>
internal sealed record AccountView(string PageKey, string BlockKey, long Id)
{
    public required string Name { get; init; }
    /// <summary>Its page, to come back to.</summary>
    public required string Href { get; init; }
    public bool IsMyself { get; init; }
    public bool IsAbove { get; init; }
    public bool IsActive { get; init; }
    /// <summary>The reader may change it.</summary>
    public bool MayChange { get; init; }
    /// <summary>Titles of his roles.</summary>
    public required IReadOnlyList<string> Roles { get; init; }
    /// <summary>Roles to choose from; none where they are not the reader's to set.</summary>
    public required IReadOnlyList<RoleOption> ToGive { get; init; }
    public required AccountState State { get; init; }
    public Moment? SignedIn { get; init; }
    /// <summary>Until when a password given to him works; null where none waits.</summary>
    public Moment? OneTimeUntil { get; init; }
    public bool HasFactor { get; init; }
    public required IReadOnlyList<SessionView> Sessions { get; init; }
    public bool MayStandIn { get; init; }
    public IReadOnlyList<string> Errors { get; init; } = [];

    public static string TitleOf(RequestContext here, string role) =>
        here.Solution.Roles.TryGetValue(role, out var found) ? here.Say(found.Definition.Title) : role;

    public static IReadOnlyList<RoleOption> Options(RequestContext here, IEnumerable<string?> chosen) =>
        [.. RoleGranting.RolesOf(here.Actor)
            .Select(role => new RoleOption(role.Key, here.Say(role.Definition.Title), chosen.Contains(role.Key)))];

    public static AccountState StateOf(RequestContext here, bool active, AccountFacts facts) =>
        !active ? new("red", here.Say("accounts.blocked"))
        : facts.SignedInAt is null && facts.OneTimeUntil is not null
            ? new("yellow", here.Say(facts.OneTimeUntil > here.Engine.Clock.GetUtcNow().UtcDateTime ? "accounts.invited"
            : "accounts.invitation_over"))
        : new("green", here.Say("accounts.active"));
}

/// <summary>Whether a person may sign in and has, as a dot with a word.</summary>
internal sealed record AccountState(string Color, string Title);

/// <summary>A role to be given.</summary>
internal sealed record RoleOption(string Key, string Title, bool IsChosen);

/// <summary>Somebody's session.</summary>
internal sealed record SessionView(string Device, string? Address, Moment Seen)
{
    public static SessionView Of(RequestContext here, Session session) =>
        new(session.Agent is { } agent ? Devices.NameOf(agent) : here.Say("profile.session_unknown"), session.Address,
            Moment.Of(here, session.SeenAt));
}
