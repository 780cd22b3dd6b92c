using Kabinet.Tests.Background;

namespace Kabinet.Tests.Solutions;

/// <summary>What is wrong with jobs and with the times of transitions is told where they are defined.</summary>
public class JobLinkingTests
{
    private const string Where = "jobs/nudge.yaml:";

    [Theory]
    [InlineData("0 9 * *", "3: The schedule '0 9 * *' has 4 words rather than five (write 0 9 * * 1-5: minute")]
    [InlineData("0 25 * * *", "3: Schedule '0 25 * * *': '25' is no hour")]
    [InlineData("0 9 * * fry", "3: Schedule '0 9 * * fry': 'fry' is no day of the week")]
    [InlineData("0 9 31 2 *", "3: Such a day never comes: '0 9 31 2 *'")]
    public void A_schedule_that_is_wrong_is_told_at_its_place(string schedule, string told) =>
        Problems(LoanBoard.Nudge.Replace("0 9 * * *", schedule, StringComparison.Ordinal)).ShouldHaveSingleItem()
            .ShouldStartWith(Where + told);

    [Theory]
    [InlineData("each: loan", "each: lone", "4: There is no entity 'lone'")]
    [InlineData("notice: [late]", "notice: [lat]", "7: There is no notice 'lat' (did you mean 'late'?)")]
    [InlineData("once: due", "once: duee", "6: loan has no field “duee”")]
    [InlineData("once: due", "again: soon", "6: 'soon' is not a length of time")]
    [InlineData("once: due", "take: los", "6: There is no transition 'los' (did you mean 'lose'?)")]
    [InlineData("once: due", "take: lose", "8: A job with 'take' has no 'effects'")]
    [InlineData("status = 'out' and due", "reader = @me and due", "5: The platform runs the job: '@me' is nobody here")]
    [InlineData("job: nudge", "job: forget_runs", "1: The platform has a job 'forget_runs' of its own: give yours another name")]
    [InlineData("nudges + 1", "nudge + 1", "8: loan has no field “nudge”")]
    public void A_job_that_cannot_be_linked_is_told_at_its_place(string right, string wrong, string told)
    {
        var problems = Problems(LoanBoard.Nudge.Replace(right, wrong, StringComparison.Ordinal));
        problems.ShouldContain(problem => problem.StartsWith(Where + told, StringComparison.Ordinal), string.Join('\n', problems));
    }

    [Fact]
    public void A_job_that_does_nothing_is_told() =>
        Problems("job: nudge\ntitle: Nudge\nschedule: 0 9 * * *\neach: loan\n").ShouldHaveSingleItem()
            .ShouldBe(Where + "1: The job 'nudge' does nothing: it needs notice, effects or take");

    [Theory]
    [InlineData("after: 2d, on: due", "The time of a transition is said by 'after' or by 'on', not by both")]
    [InlineData("after: two days", "'two days' is not a length of time")]
    [InlineData("on: title", "'title' is neither a date nor a time")]
    [InlineData("on: duee", "loan has no field “duee”")]
    [InlineData("on: due, ask: { comment: {} }", "The platform takes the transition 'lose' itself and cannot ask for 'comment'")]
    [InlineData("on: due, ask: { stuck: {} }", "The platform takes the transition 'lose' itself and cannot ask for 'stuck'")]
    [InlineData("after: 2d, follows: stuck", "A transition with 'follows' has no 'after'")]
    public void A_time_of_a_transition_that_is_wrong_is_told(string written, string told)
    {
        var steps = "keep: { title: Keep, from: [out], to: kept, by: [keeper] }\n"
            + $"lose: {{ title: Lose, from: [out, kept], to: lost, {written} }}";
        TestSolutions.Problems([.. LoanBoard.Definitions(steps: steps)]).ShouldContain(problem =>
            problem.StartsWith("entities/loan.yaml:", StringComparison.Ordinal) && problem.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public void Several_jobs_may_share_a_file()
    {
        var files = LoanBoard.Definitions().Where(file => file.Path != "jobs/nudge.yaml");
        var solution = TestSolutions.Link([.. files, ("jobs/loans.yaml",
            "each: loan\nnotice: [late]\njobs:\n  one: { title: One, schedule: 0 9 * * * }\n"
                + "  two: { title: Two, schedule: 0 0 * * * }\n")]);
        solution.Jobs.Keys.ShouldBe(["one", "two"]);
    }

    private static IReadOnlyList<string> Problems(string job) => TestSolutions.Problems([.. LoanBoard.Definitions(job)]);
}
