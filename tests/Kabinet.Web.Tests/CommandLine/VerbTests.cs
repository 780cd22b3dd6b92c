using Kabinet.Web.CommandLine;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.CommandLine;

public class VerbTests
{
    public static TheoryData<string> Names => [.. Verbs.All.Select(verb => verb.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task Every_verb_answers_help_with_its_words_and_options_and_does_nothing(string verb)
    {
        foreach (var help in new[] { "--help", "-h" })
        {
            var (code, said, error) = await KabinetHost.Terminal(verb, "word", "--nonsense", help);
            (code, error).ShouldBe((0, ""), said);
            said.ShouldStartWith($"usage: kabinet {verb}");
            var known = Verbs.All.Single(known => known.Name == verb);
            foreach (var option in known.Options)
                if (verb == "serve" || !KnownOptions.Serving.Contains(option)) said.ShouldContain($"  --{option.Name} ");
                else said.ShouldNotContain($"  --{option.Name} ");
            if (verb != "serve" && known.OpensInstallation) said.ShouldContain("'kabinet serve --help'");
            said.ShouldContain("exit codes: 0 done, 1 ");
            (await KabinetHost.Console("help", verb)).ShouldBe((0, said));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Every_verb_refuses_an_option_it_does_not_know_and_says_which_it_knows(string verb)
    {
        var (code, said) = await KabinetHost.Console(verb, "--datta", "x");
        code.ShouldBe(2);
        var guess = Verbs.All.Single(known => known.Name == verb).OpensInstallation ? "Did you mean '--data'? " : "";
        said.ShouldStartWith($"kabinet: {verb} has no option '--datta'. {guess}It ");
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Every_verb_that_opens_an_installation_takes_all_that_serve_takes_in_both_forms(string verb)
    {
        var known = Verbs.All.Single(each => each.Name == verb);
        if (!known.OpensInstallation) return;
        KnownOptions.Installation.ShouldBeSubsetOf(known.Options);
        var (spaced, joined) = (Arguments.Read(known, ["--data", "x", "--demo"]), Arguments.Read(known, ["--data=x", "--demo=true"]));
        (spaced.Installation().Data, spaced.Installation().Demo).ShouldBe((joined.Installation().Data, joined.Installation().Demo));
        (await KabinetHost.Console(verb, "--data")).ShouldBe((2, $"kabinet: '--data' lacks its value: --data DIR{Environment.NewLine}"));
    }

    [Theory]
    [InlineData("apply", "usage: kabinet apply DIR [options]")]
    [InlineData("access", "usage: kabinet access DIR [options]")]
    [InlineData("check", "usage: kabinet check DIR [options]")]
    [InlineData("check one two", "usage: kabinet check DIR [options]")]
    [InlineData("check --solution=", "'--solution' lacks its value: --solution DIR")]
    [InlineData("revert", "usage: kabinet revert N [options]")]
    [InlineData("serve now", "usage: kabinet serve [options]")]
    [InlineData("schema all", "usage: kabinet schema")]
    [InlineData("user add", "usage: kabinet user add LOGIN ROLE [NAME] | reset LOGIN [options]")]
    [InlineData("revert last", "a revision is a number from 1, not 'last'")]
    [InlineData("export x --revision zero", "--revision is a number from 1, not 'zero'")]
    [InlineData("revisions --database=/path",
        "--database is sqlite:FILE or a connection string of PostgreSQL (Host=…;Database=…), not '/path'")]
    [InlineData("serve --urls nowhere", "--urls are addresses such as http://localhost:5080, not 'nowhere'")]
    [InlineData("serve --demo=perhaps", "--demo is true or false, not 'perhaps'")]
    [InlineData("serve --urls http://localhost:99999", "--urls are addresses such as http://localhost:5080, not 'http://localhost:99999'")]
    [InlineData("serve --urls ftp://localhost", "--urls are addresses such as http://localhost:5080, not 'ftp://localhost'")]
    [InlineData("serve --address /cabinet", "--address is an address such as https://cabinet.example.org, not '/cabinet'")]
    [InlineData("serve --environment Developement", "--environment is Development or Production, not 'Developement'")]
    [InlineData("revisions --database Host=x;Password=secret;Port=y",
        "--database is sqlite:FILE or a connection string of PostgreSQL (Host=…;Database=…), and this one is neither")]
    [InlineData("revisions --database sqlite:/", "--database names a file, and / is a folder")]
    [InlineData("serv", "unknown verb 'serv'. Did you mean 'serve'? Known: access, apply, backup, check, export, new, restore, revert, "
        + "revisions, scenarios, schema, serve, user")]
    public async Task What_is_not_understood_is_told_exactly(string line, string said) =>
        (await KabinetHost.Console(line.Split(' '))).ShouldBe((2, $"kabinet: {said}{Environment.NewLine}"));

    [Fact]
    public async Task Help_alone_lists_the_verbs()
    {
        var (code, said) = await KabinetHost.Console("--help");
        code.ShouldBe(0);
        foreach (var verb in Verbs.All) said.ShouldContain(verb.Does);
    }

    public static TheoryData<string> Valued => [.. Verbs.All.SelectMany(verb => verb.Options).Where(option => option.Value is not null)
        .Select(option => option.Name).Distinct()];

    [Theory, MemberData(nameof(Valued))]
    public async Task No_value_of_any_option_ends_in_a_stack_trace(string option)
    {
        var data = Directory.CreateTempSubdirectory("kabinet-values-");
        foreach (var value in new[] { "", " ", "-1", "0", "none", "é\n", "/", "/dev/null", "a=b;c", "http://", "99999999999999999999" })
            foreach (var verb in Verbs.All.Where(verb => verb.Name is "revisions" or "check" or "export"
                && verb.Options.Any(known => known.Name == option)))
            {
                var words = verb.Name == "revisions" ? new[] { verb.Name } : [verb.Name, Path.Combine(data.FullName, "none")];
                string[] place = verb.OpensInstallation && option != "data" ? ["--data", data.FullName] : [];
                var (code, output, error) = await KabinetHost.Terminal([.. words, .. place, $"--{option}={value}"]);
                code.ShouldBeInRange(0, 2, $"{verb.Name} --{option}={value}");
                if (code == ExitCodes.Misused) error.ShouldContain("kabinet: ");
                (output + error).ShouldNotBeEmpty();
                error.ShouldNotContain("   at ");
            }
        data.GetFileSystemInfos().ShouldBeEmpty("asking made something");
        data.Delete();
    }

    [Theory]
    [InlineData("user add olga", 2, "kabinet: usage: kabinet user add LOGIN ROLE [NAME] | reset LOGIN [options]")]
    [InlineData("export", 2, "kabinet: usage: kabinet export DIR [options]")]
    [InlineData("apply", 2, "kabinet: usage: kabinet apply DIR [options]")]
    public async Task Missing_words_are_told_before_any_installation_is_named(string line, int code, string said) =>
        (await KabinetHost.Terminal(line.Split(' '))).ShouldBe((code, "", said + Environment.NewLine));

    [Theory]
    [InlineData("clark", " (возможно, вы имели в виду «clerk»)")]
    [InlineData("guest", "")]
    [InlineData("worker", "")]
    public async Task A_wrong_role_of_a_person_is_told_with_those_there_are(string role, string guess)
    {
        await using var host = await KabinetHost.Start();
        var (code, told) = await host.Verb("user", "add", "nina", role);
        (code, told).ShouldBe((1, $"kabinet: роли «{role}» нет или её не дают людям; есть clerk, chief, keeper, scribe, warden{guess}"
            + Environment.NewLine));
        told.ShouldNotContain("Parameter");
        (await host.Verb("user", "add", "nina", "clerk")).Said.ShouldStartWith("nina: одноразовый пароль ");
        (await host.Verb("user", "add", "nina", "clerk")).Said.ShouldNotContain("Parameter");
    }

    [Fact]
    public async Task A_verb_says_on_the_stream_of_errors_which_installation_is_meant_and_no_password()
    {
        await using var host = await KabinetHost.Start();
        var (_, output, error) = await KabinetHost.Terminal("revisions", "--data", "/nonesuch");
        error.ShouldBe($"installation: data /nonesuch, database sqlite:/nonesuch/kabinet.db (not there yet){Environment.NewLine}");
        output.ShouldBe($"Nothing is published yet.{Environment.NewLine}");
        var server = await KabinetHost.Terminal("revisions", "--data", "/nonesuch",
            "--database=Host=127.0.0.1;Port=1;Database=kabinet;Username=kabinet;Password=secret-1");
        server.Error.ShouldStartWith("installation: data /nonesuch, database Host=127.0.0.1;Port=1;Database=kabinet;Username=kabinet"
            + Environment.NewLine);
        server.Error.ShouldNotContain("secret-1");
        (await KabinetHost.Terminal("schema")).Error.ShouldBe("");
    }

    [Fact]
    public async Task A_database_server_that_does_not_let_in_is_told_in_a_sentence()
    {
        await using var fresh = await Databases.Fresh(Databases.Postgres);
        foreach (var (part, said) in new[] { (";Database=none_such", "none_such"), (";Username=nobody_here", "nobody_here") })
        {
            var (code, output) = await KabinetHost.Console("revisions", "--database", fresh.Connection + part);
            code.ShouldBe(1);
            output.ShouldStartWith("kabinet: the database does not answer: ");
            output.ShouldContain(said);
            output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_start_at_an_address_that_is_taken_ends_with_a_sentence()
    {
        await using var host = await KabinetHost.Start();
        var data = Directory.CreateTempSubdirectory("kabinet-taken-");
        var (code, said) = await KabinetHost.Console("serve", "--solution", KabinetHost.FolderOf("company"), "--data", data.FullName,
            "--urls", host.Address.ToString());
        code.ShouldBe(1);
        said.ShouldContain($"kabinet: cannot listen at {host.Address}: ");
        data.Delete(recursive: true);
    }

    [Theory]
    [InlineData(true, null, "xterm", false)]
    [InlineData(false, null, "xterm", true)]
    [InlineData(false, "", "xterm", true)]
    [InlineData(false, "1", "xterm", false)]
    [InlineData(false, null, "dumb", false)]
    public void Colours_come_only_on_a_terminal_and_never_against_a_persons_wish(bool redirected, string? noColour, string term,
        bool coloured) =>
        Terminal.MayColour(redirected, name => name == "TERM" ? term : name == "NO_COLOR" ? noColour : null).ShouldBe(coloured);
}
