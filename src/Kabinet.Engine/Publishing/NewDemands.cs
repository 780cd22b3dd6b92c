using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Storage;
using static Kabinet.Engine.Storage.Dialect;

namespace Kabinet.Engine.Publishing;

/// <summary>Fields that a role newly demands, and the people who have the role without the field.</summary>
internal sealed class NewDemands(SolutionDefinition before, SolutionDefinition after, KeyChanges changes)
{
    /// <summary>A warning for each demand that somebody does not meet.</summary>
    public async ValueTask<IReadOnlyList<Problem>> Unmet(Connection connection, CancellationToken cancellation)
    {
        var unmet = new List<Problem>();
        foreach (var former in before.Roles.Values)
            if (changes.Present(KeyFamily.Role, former.Role) is { } key && after.Roles.TryGetValue(key, out var role))
                foreach (var field in Demands(after, role).Except(Demands(before, former).Select(Present)).OfType<string>())
                    if (await Lacking(former.Role, field).Find(connection, cancellation) is { Count: > 0 } found)
                        unmet.Add(Told(role, field, found));
        return unmet;
    }

    private Problem Told(RoleDefinition role, string field, (long Count, string Examples) found)
    {
        var title = after.Entities[CoreEntities.User].Fields.GetValueOrDefault(field)?.Title ?? Words.LocalizedText.Same(field);
        return new(role.PlaceOf("demand", field), new("publish.demand", role.Title, role.Role, title, found.Count, found.Examples),
            new("publish.way.demand"));
    }

    // A field that is new has no column yet: nobody has it, unless a default fills it.
    private HeldRows Lacking(string role, string field)
    {
        var former = before.Entities[CoreEntities.User].Fields.Keys.FirstOrDefault(key => Present(key) == field);
        var isFilled = former is null && after.Entities[CoreEntities.User].Fields.GetValueOrDefault(field)?.Default is not null;
        var lacks = isFilled ? "1 = 0" : former is null ? "1 = 1" : $"u.{Quote(former)} is null";
        return new(PeopleStatements.HoldersFrom, $"{PeopleStatements.HoldersWhere} and {lacks}", "u.login", role);
    }

    private string? Present(string field) => changes.Present(KeyFamily.Field, CoreEntities.User, field);

    private static HashSet<string> Demands(SolutionDefinition solution, RoleDefinition role) =>
        [.. solution.Closure(role.Role).SelectMany(held => held.Demand)];
}
