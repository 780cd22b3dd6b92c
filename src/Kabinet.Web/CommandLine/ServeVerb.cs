using Kabinet.Engine;
using Kabinet.Engine.Demo;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Words;

namespace Kabinet.Web.CommandLine;

/// <summary><c>kabinet serve</c>: opens the installation and serves it until it is told to stop.</summary>
internal static class ServeVerb
{
    public static readonly Verb Verb = new("serve", "", "Opens the installation and serves it until it is told to stop.",
        KnownOptions.Installation, Run) { Takes = arguments => arguments.Words.Count == 0 };

    private static async Task<int> Run(Arguments arguments, Terminal terminal)
    {
        var output = terminal.Output;
        if (arguments.Words.Count > 0) throw Verb.Misused();
        var options = arguments.Installation();
        await using var engine = options.WantsDemo ? await OpenWithDemo(options, output) : await KabinetEngine.Open(options.ToEngine());
        await RefuseDemo(engine, options);
        if (options.Follow) await engine.Reload();
        else await TellOfFolder(engine, options.Solution, output);
        await using var app = Program.Build(options, engine);
        await LetFirstIn(engine, output);
        await Listen(app, options);
        await Greet(app, engine, output);
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>An installation with the demo told, if nobody was in yet.</summary>
    public static async Task<KabinetEngine> OpenWithDemo(Options options, TextWriter output, TimeProvider? real = null)
    {
        var clock = new DemoClock(real ?? TimeProvider.System);
        var engine = await KabinetEngine.Open(options.ToEngine() with { Clock = clock });
        try
        {
            if (await DemoLoader.Load(engine, clock, options.Solution))
                await output.WriteLineAsync(Texts.Say("console.demo_loaded", LanguageOf(engine)));
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the folder says is not what serves, and how to change that.</summary>
    internal static async Task TellOfFolder(KabinetEngine engine, string folder, TextWriter output)
    {
        var revision = engine.Solution.Value.Revision;
        try
        {
            var waiting = await engine.Waiting();
            if (waiting is null) await output.WriteLineAsync(Texts.Say("console.no_folder", LanguageOf(engine), folder, revision));
            else if (waiting.Count > 0)
                await output.WriteLineAsync(Texts.Say("console.folder_waits", LanguageOf(engine), folder, revision,
                    Said(waiting, LanguageOf(engine))));
        }
        catch (SolutionException wrong)
        {
            await output.WriteLineAsync(Texts.Say("console.folder_broken", LanguageOf(engine), folder, revision, wrong.Message));
        }
    }

    private static string LanguageOf(KabinetEngine engine) => engine.Solution.Value.Settings.Language;

    private static string Said(IReadOnlyList<FileChange> files, string language) =>
        string.Join(", ", files.Take(3).Select(file => file.Path))
            + (files.Count > 3 ? Texts.Say("console.more", language, files.Count - 3) : "");

    /// <summary>A password that everybody knows opens nothing in earnest work unless somebody asked for it by name.</summary>
    private static async Task RefuseDemo(KabinetEngine engine, Options options)
    {
        if (!options.WantsDemo && (await engine.People.Demo(engine.Solution.Value)).Count > 0)
            throw new RefusedException(Texts.Say("console.demo_refused", LanguageOf(engine)));
    }

    // Kestrel refuses an address in as many ways as there are reasons: a busy port, one that is not this machine's, no certificate.
    private static async Task Listen(WebApplication app, Options options)
    {
        try { await app.StartAsync(); }
        catch (Exception refused) when (refused is IOException or InvalidOperationException or ArgumentException
            or System.Net.Sockets.SocketException)
        {
            throw new RefusedException($"cannot listen at {options.Urls}: {refused.Message}");
        }
    }

    private static async Task LetFirstIn(KabinetEngine engine, TextWriter output)
    {
        if (!await engine.People.Accounts.IsEmpty()) return;
        if (Accounts.AdministratorRole(engine.Solution.Value) is not { } role)
        {
            await output.WriteLineAsync(Texts.Say("console.nobody", LanguageOf(engine)));
            return;
        }
        var given = await engine.People.Accounts.Add(engine.Solution.Value, new("admin", "Administrator", null, [role]));
        await output.WriteLineAsync(Texts.Say("console.first", LanguageOf(engine), given.Login, given.Password));
    }

    private static async Task Greet(WebApplication app, KabinetEngine engine, TextWriter output)
    {
        await output.WriteLineAsync($"{engine.Solution.Value.Settings.Title.In(LanguageOf(engine))}: {string.Join(", ", app.Urls)}");
        var demo = await engine.People.Demo(engine.Solution.Value);
        if (demo.Count == 0) return;
        await output.WriteLineAsync(Texts.Say("console.demo_accounts", LanguageOf(engine), Kabinet.Engine.People.People.DemoPassword,
            string.Join(", ", demo.Select(account => account.Person.Login).Distinct())));
    }
}
