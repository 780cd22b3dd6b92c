using Kabinet.Engine;
using Kabinet.Engine.Access;
using Kabinet.Engine.Demo;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;

namespace Kabinet.Tests.Demo;

/// <summary>An installation of a bundled solution with its demo data, told at a fixed moment.</summary>
internal sealed class DemoWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private readonly FreshDatabase fresh;
    private readonly DirectoryInfo data;

    private DemoWorld(FreshDatabase fresh, DirectoryInfo data, KabinetEngine engine, DemoClock clock) =>
        (this.fresh, this.data, Engine, Clock) = (fresh, data, engine, clock);

    public KabinetEngine Engine { get; }
    public DemoClock Clock { get; }
    public Solution Solution => Engine.Solution.Value;

    public static string Folder(string solution) => Path.Combine(TestSolutions.Root(), "solutions", solution);

    public static async Task<DemoWorld> Open(string kind, string solution)
    {
        var (fresh, data, clock) = (await Databases.Fresh(kind), Directory.CreateTempSubdirectory("kabinet-demo-"),
            new DemoClock(new StandingClock()));
        var engine = await KabinetEngine.Open(
            new() { SolutionFolder = Folder(solution), Database = fresh.Connection, DataFolder = data.FullName,
            Secrets = PlainSecrets.Instance, Clock = clock });
        var world = new DemoWorld(fresh, data, engine, clock);
        (await DemoLoader.Load(engine, clock, Folder(solution))).ShouldBeTrue();
        return world;
    }

    public async Task<Actor> As(string login)
    {
        var welcome = (await Engine.People.SignIn.Enter(login, Kabinet.Engine.People.People.DemoPassword, new(null, null)))
            .ShouldBeOfType<SignInOutcome.Welcome>();
        return (await Engine.People.Recognise(Solution, welcome.Token))!.Actor;
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await fresh.DisposeAsync();
        data.Delete(recursive: true);
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Start;
    }
}
