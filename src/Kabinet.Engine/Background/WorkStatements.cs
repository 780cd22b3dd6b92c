using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;
using static Kabinet.Engine.Storage.Padding;

namespace Kabinet.Engine.Background;

/// <summary>The statements of <c>_work</c>.</summary>
internal static class WorkStatements
{
    private const string Waiting = "\"claimed_until\" = null, \"claim\" = null";
    private const string Clean = "\"failed_at\" = null, \"error\" = null, \"reference\" = null";

    /// <summary>
    /// Claims due items of the kinds this node knows. <c>@p0</c> end of the lease, <c>@p1</c> claim, <c>@p2</c> now, <c>@p5</c> limit;
    /// <c>@p3</c> and <c>@p4</c> are as in <see cref="ClaimTimes"/>.
    /// </summary>
    public static Statement Claim(Dialect dialect, IReadOnlyList<string> kinds, ClaimTimes times, string claim, int limit) => new($"""
        with "next" as materialized (
            select "id" from "_work"
            where "due_at" is not null and ("due_at" <= @p2 or "set_at" > @p3) and "kind" in ({Places(kinds.Count, 6)})
              and ("claimed_until" is null or "claimed_until" <= @p2 or "claimed_until" > @p4)
            order by "due_at", "id" limit @p5{dialect.SkipLocked})
        update "_work" set "claimed_until" = @p0, "claim" = @p1, "attempts" = "attempts" + 1
        where "id" in (select "id" from "next") returning "id", "kind", "subject", "attempts", "due_at"
        """, [times.Until, claim, times.Now, times.SetAhead, times.ClaimedAhead, (long)limit, .. kinds]);

    /// <summary>When the next item can be claimed; null for none.</summary>
    public static Statement Next(IReadOnlyList<string> kinds) => new($"""
        select min(case when "claimed_until" > "due_at" then "claimed_until" else "due_at" end) from "_work"
        where "due_at" is not null and "kind" in ({Places(kinds.Count)})
        """, [.. kinds]);

    /// <summary>Removes a finished delivery; affects no row where the claim was lost.</summary>
    public static Statement Remove(long id, string claim) => new("delete from \"_work\" where \"id\" = @p0 and \"claim\" = @p1", id, claim);

    /// <summary>Marks a job as done and sets its next time.</summary>
    public static Statement Again(long id, string claim, DateTime now, DateTime due) => new($"""
        update "_work" set "due_at" = @p2, "set_at" = @p3, "done_at" = @p3, "attempts" = 0, {Waiting}, {Clean}
        where "id" = @p0 and "claim" = @p1
        """, id, claim, due, now);

    /// <summary>Prolongs a claim; affects no row where it was lost.</summary>
    public static Statement Renew(long id, string claim, DateTime until) =>
        new("update \"_work\" set \"claimed_until\" = @p2 where \"id\" = @p0 and \"claim\" = @p1", id, claim, until);

    /// <summary>Inserts recurring work unless it exists.</summary>
    public static Statement AddRecurring(IRecurringWork work, DateTime now) => new("""
        insert into "_work" ("kind", "subject", "at", "due_at", "set_at", "attempts", "schedule") values (@p0, 0, @p1, @p2, @p1, 0, @p3)
        on conflict ("kind", "subject") do nothing
        """, work.Kind, now, work.FirstDue(now), work.Schedule)
    {
        Types = [DataType.Text, DataType.DateTime, DataType.DateTime, DataType.Text],
    };

    /// <summary>Sets the next time of work whose schedule is another one than stored.</summary>
    public static Statement Reschedule(IRecurringWork work, DateTime now) => new("""
        update "_work" set "due_at" = @p2, "set_at" = @p1, "schedule" = @p3
        where "kind" = @p0 and "subject" = 0 and "schedule" <> @p3
        """, work.Kind, now, work.FirstDue(now), work.Schedule);

    /// <summary>Makes work due now, unless a node is running it; a claim whose node has died does not count.</summary>
    public static Statement RunNow(string kind, ClaimTimes times) => new("""
        update "_work" set "due_at" = @p1, "set_at" = @p1, "attempts" = 0
        where "kind" = @p0 and "subject" = 0
          and ("claimed_until" is null or "claimed_until" <= @p1 or "claimed_until" > @p2)
        """, kind, times.Now, times.ClaimedAhead);

    /// <summary>Postpones an item that was not tried.</summary>
    public static Statement Later(long id, string claim, DateTime now, DateTime due) => new($"""
        update "_work" set "due_at" = @p2, "set_at" = @p3, "attempts" = "attempts" - 1, {Waiting} where "id" = @p0 and "claim" = @p1
        """, id, claim, due, now);

    /// <summary>Stores a failure. Without a next time the item waits until someone retries it.</summary>
    public static Statement PutOff(long id, string claim, DateTime now, DateTime? due, WorkError error) => new($"""
        update "_work" set "due_at" = @p2, "set_at" = @p3, "failed_at" = @p3, "error" = @p4, "reference" = @p5, {Waiting}
        where "id" = @p0 and "claim" = @p1
        """, id, claim, due, now, error.Message, error.Reference);

    /// <summary>Releases the unfinished items of a claim, and does not count them as attempts.</summary>
    public static Statement Release(string claim) =>
        new($"""update "_work" set "attempts" = "attempts" - 1, {Waiting} where "claim" = @p0""", claim);

    /// <summary>
    /// Inserts a delivery through a channel for each receiver of some events. Notices of one step for several records are delivered as
    /// one, by the first of them, and only when the step is likely to have ended.
    /// </summary>
    public static Statement Spread(string channel, DateTime now, DateTime afterBatch, IReadOnlyList<long> events) => new($"""
        insert into "_work" ("kind", "subject", "at", "due_at", "set_at", "attempts")
        select distinct @p0, coalesce((select min(b."id") from "_notice" b
            where b."user_id" = n."user_id" and b."batch" = n."batch" and b."notice" = n."notice"), n."id"),
            @p1, case when n."batch" is null then @p1 else @p2 end, @p1, 0
        from "_notice" n where n."event_id" in ({Places(events.Count, 3)})
        on conflict ("kind", "subject") do nothing
        """, [channel, now, afterBatch, .. events.Cast<object>()]);

    /// <summary>Deletes deliveries created before a moment: given up long ago, or of a channel that no longer exists.</summary>
    public static Statement Forget(DateTime before) => new("delete from \"_work\" where \"subject\" <> 0 and \"at\" < @p0", before);

    /// <summary>The rows of jobs.</summary>
    public static Statement Jobs(IReadOnlyList<string> kinds) =>
        new($"""
            select {Columns}, null, null, w."claimed_until" from "_work" w where w."subject" = 0 and w."kind" in ({Places(kinds.Count)})
            """, [.. kinds]);

    /// <summary>
    /// Failed deliveries that are not yet made, newest first; those of channels with notice and receiver. The subject of other work is no
    /// notice.
    /// </summary>
    public static Statement Failures(IReadOnlyList<string> channels, int limit) => new($"""
        select {Columns}, n."notice", n."user_id", w."claimed_until" from "_work" w
        left join "_notice" n on n."id" = w."subject" and w."kind" in ({Places(channels.Count, 1)})
        where w."subject" <> 0 and w."failed_at" is not null order by w."failed_at" desc, w."id" desc limit @p0
        """, [(long)limit, .. channels]);

    /// <summary>Makes failed work due at once and resets its attempts; affects no row where the work has not failed.</summary>
    public static Statement TryAgain(long id, DateTime now) => new("""
        update "_work" set "due_at" = @p1, "set_at" = @p1, "attempts" = 0 where "id" = @p0 and "failed_at" is not null
        """, id, now);

    private const string Columns = """w."id", w."kind", w."due_at", w."done_at", w."failed_at", w."error", w."reference", w."attempts" """;
}

/// <summary>Times used by a claim.</summary>
/// <param name="Now">Now, UTC.</param>
/// <param name="Until">End of the lease.</param>
/// <param name="SetAhead">A row set later than this was set by a clock that has since been moved back.</param>
/// <param name="ClaimedAhead">The same limit for the end of a claim.</param>
internal sealed record ClaimTimes(DateTime Now, DateTime Until, DateTime SetAhead, DateTime ClaimedAhead);

/// <summary>Error of a failed attempt.</summary>
/// <param name="Message">Message of the exception.</param>
/// <param name="Reference">Reference number of the full error in the log.</param>
internal sealed record WorkError(string Message, string Reference);
