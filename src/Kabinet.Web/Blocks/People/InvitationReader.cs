using Kabinet.Engine.Blocks;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Web.Fields;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>Reads <c>block: invitation</c>.</summary>
internal sealed class InvitationBlockReader : BlockReader<InvitationBlock>
{
    protected override async ValueTask<BlockContent> Read(PageContext page, InvitationBlock block) =>
        new("/Blocks/People/Invitation.cshtml", await InvitationReader.Read(page, block));
}

/// <summary>Reads the form that lets a person in: his own fields, those of the solution that the reader may give, and roles.</summary>
internal static class InvitationReader
{
    private const string Login = "login", Email = "email", Roles = "roles";
    private static readonly string[] OfPlatform = ["name", Email, Login, "phone"];

    /// <summary>
    /// Fields of a person that the reader gives when he lets him in; a reference only where he sees what it may refer to.
    /// </summary>
    public static IEnumerable<Field> Fields(RequestContext here) =>
        OfPlatform.Where(key => key != Login || Accounts.MayRead(here.Actor)).Select(key => User(here)[key])
            .Concat(User(here).Fields.Where(field =>
            field.IsOfSolution && Accounts.MayGive(here.Actor, field) && (field.To is null || here.Actor.To(field.To).CanRead)));

    public static async ValueTask<InvitationView> Read(PageContext page, InvitationBlock block)
    {
        var (here, rejected) = (page.Request, page.RejectedOf(block));
        var (reader, inputs) = (new InputReader(here, rejected?.Errors), new List<InputView>());
        foreach (var field in Fields(here))
            inputs.Add(Shaped(here,
            await reader.Read(field, rejected is null ? page.Query[field.Key].FirstOrDefault() : rejected.Form.Own(field.Key) ?? "")));
        return new(page.Page.Key, block.Key)
        {
            Person = [.. inputs.Where(input => !input.Field.IsOfSolution)],
            Others = [.. inputs.Where(input => input.Field.IsOfSolution)],
            Roles = RolesOf(here, rejected?.Form.All(Roles) ?? page.Query[Roles]),
            RoleErrors = rejected?.Errors.GetValueOrDefault(Roles)?.Select(here.Say).ToList() ?? [],
            Errors = new ErrorSummary(here).With(inputs).With(Roles, "roles", here.Say("accounts.roles")).Of(rejected),
        };
    }

    /// <summary>One role needs no choice.</summary>
    private static IReadOnlyList<RoleOption> RolesOf(RequestContext here, IEnumerable<string?> chosen) =>
        AccountView.Options(here, chosen) is [var only] ? [only with { IsChosen = true }] : AccountView.Options(here, chosen);

    private static InputView Shaped(RequestContext here, InputView input)
    {
        // Nobody needs to think of a login: the address does as one.
        if (input.Name == Login) return input with { Optional = true, Help = here.Say("accounts.login_help") };
        // Without a login of its own the account is known by its address.
        if (input.Name == Email && !Accounts.MayRead(here.Actor)) return input with { Optional = false };
        string[] demanding = [.. RoleGranting.RolesOf(here.Actor)
            .Where(role => RoleDemands.Of(here.Solution, [role.Key]).Any(demand => demand.Field == input.Field))
            .Select(role => here.Say(role.Definition.Title))];
        return demanding.Length == 0 ? input
            : input with { Help = here.Say("accounts.demanded", string.Join(", ", demanding), demanding.Length) };
    }

    private static Entity User(RequestContext here) => here.Solution.Entities[CoreEntities.User];
}

/// <summary>The form that lets a person in: <c>/Blocks/People/Invitation.cshtml</c> posts to <c>/admin/people</c>.</summary>
internal sealed record InvitationView(string PageKey, string BlockKey)
{
    /// <summary>Inputs that every solution has.</summary>
    public required IReadOnlyList<InputView> Person { get; init; }
    /// <summary>Inputs of fields that the solution put on people.</summary>
    public required IReadOnlyList<InputView> Others { get; init; }
    public required IReadOnlyList<RoleOption> Roles { get; init; }
    public IReadOnlyList<string> RoleErrors { get; init; } = [];
    public IReadOnlyList<ErrorLine> Errors { get; init; } = [];
}

/// <summary><c>/People/OneTime.cshtml</c>: a password, shown once.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Site">Address to sign in at.</param>
/// <param name="Given">Login and password.</param>
/// <param name="Letter">Address a letter was written to; null for none.</param>
/// <param name="PersonHref">The person's page.</param>
/// <param name="Invite">Where the next one is let in; null after a reset.</param>
internal sealed record OneTimeModel(string Name, string Site, OneTimePassword Given, string? Letter, string PersonHref, GridLink? Invite)
{
    /// <summary>Whether letters leave.</summary>
    public bool Leaves { get; init; }
}
