using Kabinet.Engine;
using Kabinet.Engine.People;

namespace Kabinet.Web.CommandLine;

/// <summary><c>kabinet user add LOGIN ROLE [NAME]</c> and <c>kabinet user reset LOGIN</c>: a one-time password on the console.</summary>
internal static class UserVerb
{
    public static readonly Verb Verb = new("user", "add LOGIN ROLE [NAME] | reset LOGIN",
        "Adds a person, or gives one a new one-time password, and tells it.", KnownOptions.Installation, Run);

    private static async Task<int> Run(Arguments arguments, Terminal terminal)
    {
        var output = terminal.Output;
        var words = arguments.Words.ToArray();
        if (words is not (["add", _, _] or ["add", _, _, _] or ["reset", _])) throw Verb.Misused();
        var options = arguments.Installation().ToEngine();
        if (words[0] == "reset" && !ApplyVerb.IsInstalled(options)) throw new RefusedException("there is no database, and so nobody");
        await using var engine = await KabinetEngine.Open(options);
        var given = words[0] == "add" ? await Add(engine, words)
            : await engine.People.Accounts.Reset(engine.Solution.Value, words[1])
                ?? throw new RefusedException($"there is nobody with the login '{words[1]}'");
        await output.WriteLineAsync($"{given.Login}: one-time password {given.Password}");
        return 0;
    }

    private static async Task<OneTimePassword> Add(KabinetEngine engine, string[] words)
    {
        try { return await engine.People.Accounts.Add(engine.Solution.Value,
            new(words[1], words.ElementAtOrDefault(3) ?? words[1], words[1].Contains('@', StringComparison.Ordinal) ? words[1] : null,
            [words[2]])); }
        catch (ArgumentException refused) { throw new RefusedException(refused.Message); }
    }
}
