using Kabinet.Engine;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Words;

namespace Kabinet.Web.CommandLine;

/// <summary><c>kabinet user add LOGIN ROLE [NAME]</c> and <c>kabinet user reset LOGIN</c>: a one-time password on the console.</summary>
internal static class UserVerb
{
    public static readonly Verb Verb = new("user", "add LOGIN ROLE [NAME] | reset LOGIN",
        "Adds a person, or gives one a new one-time password, and tells it.", KnownOptions.Installation, Run)
    {
        Takes = arguments => arguments.Words is ["add", _, _] or ["add", _, _, _] or ["reset", _],
    };

    private static async Task<int> Run(Arguments arguments, Terminal terminal)
    {
        var output = terminal.Output;
        var words = arguments.Words.ToArray();
        var options = arguments.Installation().ToEngine();
        if (words[0] == "reset" && !ApplyVerb.IsInstalled(options)) throw new RefusedException("there is no database, and so nobody");
        await using var engine = await KabinetEngine.Open(options);
        var given = words[0] == "add" ? await Add(engine, words)
            : await engine.People.Accounts.Reset(engine.Solution.Value, words[1])
                ?? throw new RefusedException(Texts.Say("console.no_login", engine.Solution.Value.Settings.Language, words[1]));
        await output.WriteLineAsync(Texts.Say("console.given", engine.Solution.Value.Settings.Language, given.Login, given.Password));
        return 0;
    }

    private static async Task<OneTimePassword> Add(KabinetEngine engine, string[] words)
    {
        var solution = engine.Solution.Value;
        string[] roles = [.. solution.Roles.Values.Where(role => role is { Key: not Role.Guest, Definition.Service: false })
            .Select(role => role.Key)];
        if (!roles.Contains(words[2]))
            throw new RefusedException(Texts.Say("console.no_role", solution.Settings.Language, words[2], string.Join(", ", roles))
                + (Spelling.Nearest(words[2], roles) is { } near
                    ? $" ({Texts.Say("problem.did_you_mean", solution.Settings.Language, near)})" : ""));
        try { return await engine.People.Accounts.Add(solution,
            new(words[1], words.ElementAtOrDefault(3) ?? words[1], words[1].Contains('@', StringComparison.Ordinal) ? words[1] : null,
            [words[2]])); }
        catch (AccountRefusedException refused) { throw new RefusedException(refused.Message); }
    }
}
