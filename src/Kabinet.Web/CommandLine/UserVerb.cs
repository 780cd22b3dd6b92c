using Kabinet.Engine;
using Kabinet.Engine.People;

namespace Kabinet.Web.CommandLine;

/// <summary><c>kabinet user add LOGIN ROLE [NAME]</c> and <c>kabinet user reset LOGIN</c>: a one-time password on the console.</summary>
internal static class UserVerb
{
    public static async Task<int> Run(string[] arguments, TextWriter output)
    {
        var words = arguments.TakeWhile(argument => !argument.StartsWith('-')).ToArray();
        if (words is not (["add", _, _] or ["add", _, _, _] or ["reset", _])) throw new UsageException("user add LOGIN ROLE [NAME] | user reset LOGIN");
        await using var engine = await KabinetEngine.Open(Options.Read(arguments[words.Length..]).ToEngine());
        var given = words[0] == "add" ? await Add(engine, words) : await engine.People.Accounts.Reset(words[1]) ?? throw new UsageException($"there is nobody with the login '{words[1]}'");
        await output.WriteLineAsync($"{given.Login}: one-time password {given.Password}");
        return 0;
    }

    private static async Task<OneTimePassword> Add(KabinetEngine engine, string[] words)
    {
        try { return await engine.People.Accounts.Add(engine.Solution.Value, new(words[1], words.ElementAtOrDefault(3) ?? words[1], words[1].Contains('@', StringComparison.Ordinal) ? words[1] : null, [words[2]])); }
        catch (ArgumentException refused) { throw new UsageException(refused.Message); }
    }
}
