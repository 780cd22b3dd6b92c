using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;

namespace Kabinet.Web.Tests.Support;

/// <summary>One person of a demo in roles of one's choice, to whom records belong by some of their references and not by others.</summary>
internal static class MixedRoles
{
    public const string Login = "manager2";

    public static async Task<long> Person(KabinetHost host) =>
        (await Ids(host, $"select id from \"user\" where login = '{Login}'")).Single();

    /// <summary>Makes every third record his by each of its references to people, and fills his own references.</summary>
    public static async Task Mix(KabinetHost host, long user)
    {
        foreach (var entity in host.Engine.Solution.Value.Entities.Values)
            foreach (var (field, i) in entity.Fields.Where(field => field.IsStored && !field.IsSystem
                && field.To?.Key == CoreEntities.User && entity.Key != CoreEntities.Membership).Select((field, i) => (field, i)))
                await Run(host, $"update {Quoted(entity.Key)} set {Quoted(field.Key)} = {user} where id % 3 = {i % 3}");
        foreach (var field in host.Engine.Solution.Value.Entities[CoreEntities.User].Fields
            .Where(field => field.IsStored && !field.IsSystem && field.To is { } target && target.Key != CoreEntities.User))
            await Run(host, $"update \"user\" set {Quoted(field.Key)} = (select min(id) from {Quoted(field.To!.Key)}) where id = {user}");
    }

    /// <summary>Gives the person these roles and takes all others.</summary>
    public static async Task<Actor> Give(KabinetHost host, long user, params string[] roles)
    {
        await Run(host, $"delete from membership where \"user\" = {user}");
        foreach (var role in roles)
            await Run(host, $"insert into membership (\"user\", role, created_at, updated_at) values ({user}, '{role}', "
                + "(select max(created_at) from \"user\"), (select max(created_at) from \"user\"))");
        var actor = (await host.Engine.People.ActorOf(host.Engine.Solution.Value, user)).ShouldNotBeNull();
        actor.Roles.ShouldBe(roles, ignoreOrder: true);
        return actor;
    }

    public static async Task<IReadOnlyList<long>> Ids(KabinetHost host, string query) =>
        await host.Engine.Database.Read(connection => connection.Query(new Statement(query), row => row.GetInt64(0)));

    public static string Quoted(string name) => Dialect.Quote(name);

    private static async Task Run(KabinetHost host, string command) =>
        await host.Engine.Database.Write(transaction => transaction.Execute(new Statement(command)));
}
