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
            var (code, said) = await KabinetHost.Console(verb, "word", help);
            code.ShouldBe(0, said);
            said.ShouldStartWith($"usage: kabinet {verb}");
            foreach (var option in Verbs.All.Single(known => known.Name == verb).Options) said.ShouldContain($"--{option.Name}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Every_verb_refuses_an_option_it_does_not_know_and_says_which_it_knows(string verb)
    {
        var (code, said) = await KabinetHost.Console(verb, "--datta", "x");
        code.ShouldBe(2);
        said.ShouldStartWith($"kabinet: {verb} has no option '--datta'. It ");
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Every_verb_that_opens_an_installation_takes_all_that_serve_takes_in_both_forms(string verb)
    {
        var known = Verbs.All.Single(each => each.Name == verb);
        if (known.Options.Count == 0) return;
        KnownOptions.Installation.ShouldBeSubsetOf(known.Options);
        var (spaced, joined) = (Arguments.Read(known, ["--data", "x", "--demo"]), Arguments.Read(known, ["--data=x", "--demo=true"]));
        (spaced.Installation().Data, spaced.Installation().Demo).ShouldBe((joined.Installation().Data, joined.Installation().Demo));
        (await KabinetHost.Console(verb, "--data")).ShouldBe((2, $"kabinet: '--data' lacks its value: --data DIR{Environment.NewLine}"));
    }

    [Theory]
    [InlineData("apply", "usage: kabinet apply DIR [options]")]
    [InlineData("check", "usage: kabinet check DIR")]
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
    [InlineData("fly", "unknown verb 'fly'. Known: apply, backup, check, export, restore, revert, revisions, schema, serve, user")]
    public async Task What_is_not_understood_is_told_exactly(string line, string said) =>
        (await KabinetHost.Console(line.Split(' '))).ShouldBe((2, $"kabinet: {said}{Environment.NewLine}"));

    [Fact]
    public async Task Help_alone_lists_the_verbs()
    {
        var (code, said) = await KabinetHost.Console("--help");
        code.ShouldBe(0);
        foreach (var verb in Verbs.All) said.ShouldContain(verb.Does);
    }
}
