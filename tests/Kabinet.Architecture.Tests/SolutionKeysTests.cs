namespace Kabinet.Architecture.Tests;

public sealed class SolutionKeysTests
{
    // What the platform calls so for reasons of its own: members of the language (service, source, submit, take), a text (cancel), a value
    // of an address (new), an answer of the health check (ready), the login of the first person (admin).
    private static readonly SolutionKeys Shipped = SolutionKeys.Shipped("admin", "cancel", "new", "ready", "service", "source", "submit",
        "take");

    [Fact]
    public void No_code_names_an_entity_role_state_or_transition_of_a_solution()
    {
        Shipped.Count.ShouldBeGreaterThan(40);
        Sources.Read([".cs", ".cshtml", ".js"], "src").SelectMany(Shipped.NamedIn).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""if (entity.Key == "request") return;""", true)]
    [InlineData("""var text = "a request is made";""", false)]
    [InlineData("""var role = roles["manager"];""", true)]
    public void Code_that_names_one_is_refused(string code, bool refused) =>
        SolutionKeys.Named("request", "manager").NamedIn(new("src/a.cs", code)).Any().ShouldBe(refused);
}
