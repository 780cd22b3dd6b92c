using Kabinet.Engine.Access;

namespace Kabinet.Tests.Solutions;

public class ApprovedAccessTests
{
    [Theory, MemberData(nameof(BundledSolutionsTests.Names), MemberType = typeof(BundledSolutionsTests))]
    public void Rights_are_those_approved_in_access_approved_md(string name)
    {
        var approved = Path.Combine(TestSolutions.Root(), "solutions", name, "access.approved.md");
        var report = AccessReport.Write(TestSolutions.Bundled(name)).ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("KABINET_APPROVE") == "1") File.WriteAllText(approved, report);
        File.ReadAllText(approved).ReplaceLineEndings("\n")
            .ShouldBe(report, "If the change of rights is meant, run the tests with KABINET_APPROVE=1 and read the difference");
    }
}
