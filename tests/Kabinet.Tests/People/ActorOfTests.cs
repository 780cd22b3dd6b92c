using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Tests.Background;

namespace Kabinet.Tests.People;

public class ActorOfTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_background_acts_for_a_person_as_his_own_session_would(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        await world.Run("update \"user\" set boss = @p0, language = 'ru' where id = @p1", world.IdOf("chief"), world.IdOf("doer"));

        var (mine, _) = await world.SignIn("doer");
        var actor = await world.As("doer");

        var same = mine.Actor;
        (actor.UserId, actor.Name, actor.RoleKey, actor.Language).ShouldBe((same.UserId, same.Name, same.RoleKey, same.Language));
        actor.Abilities.ShouldBe(mine.Actor.Abilities);
        foreach (var path in world.Solution.MePaths.Keys) actor.ValueOf(path).ShouldBe(mine.Actor.ValueOf(path));
        actor.ValueOf(new MePath(["boss"])).ShouldBe(world.IdOf("chief"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Nobody_acts_for_who_is_blocked_removed_or_unknown(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        var owner = await world.As("owner");
        EngineWorld.Id(await world.Update(owner, "user", world.IdOf("doer"), ("active", false)));
        var removal = new Command.Delete(world.Solution.Entities["user"], null, world.IdOf("silent"), null);
        EngineWorld.Id(await world.Engine.Commands.Execute(owner, removal));

        (await world.Engine.People.ActorOf(world.Solution, world.IdOf("doer"))).ShouldBeNull();
        (await world.Engine.People.ActorOf(world.Solution, world.IdOf("silent"))).ShouldBeNull();
        (await world.Engine.People.ActorOf(world.Solution, 999_999)).ShouldBeNull();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Acting_for_somebody_opens_no_session(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        await world.As("doer");
        (await world.CountOf("_session")).ShouldBe(0);
    }
}
