using Kabinet.Engine.Mail;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>
/// Reads <c>_mail</c> with the state of the passwords in it. Letters to people who have a role above the actor's are left out; letters of
/// older versions have no owner and are left out when any role is above the actor's.
/// </summary>
internal static class LetterStatements
{
    private const string Select = """
        select l.id, l.at, l.receiver, l.subject, l.body, l.user_id, l.tells_password, c.one_time_until, c.changed_at,
            l.html, l.language, l.leaves, l.sent_at, l.refused, l.reply, w.due_at, w.error, l.tells_link
        from _mail l left join _credential c on c.user_id = l.user_id left join _work w on w.kind = @p0 and w.subject = l.id
        """;

    private const string Failed = " and l.sent_at is null and l.leaves and (l.refused or w.due_at is null or w.error is not null)";

    public static Statement Find(long id, IReadOnlyList<string> above) =>
        new($"{Select} where l.id = @p1{Hidden(above, 2)}", [MailBox.Work, id, .. above]);

    /// <summary>Letters of a query, newest first.</summary>
    public static Statement List(Dialect dialect, LetterQuery query, IReadOnlyList<string> above)
    {
        List<object?> values = [MailBox.Work, query.Before ?? long.MaxValue, (long)query.Limit, .. above];
        var conditions = $"l.id < @p1{Hidden(above, 3)}";
        if (query.OnlyFailed) conditions += Failed;
        if (query.Search is { } search)
        {
            conditions += $" and {dialect.Fold("l.receiver || ' ' || l.subject")} like {dialect.Fold($"@p{values.Count}")} escape '\\'";
            values.Add(Pattern(search));
        }
        return new($"{Select} where {conditions} order by l.id desc limit @p2", [.. values]);
    }

    private static string Pattern(string search) =>
        $"%{search.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal)}%";

    private static string Hidden(IReadOnlyList<string> above, int first) => above.Count == 0 ? "" : $"""
         and l.tells_password is not null and not exists (select 1 from membership m where m."user" = l.user_id and m._deleted_at is null
            and m.role in ({string.Join(", ", above.Select((_, i) => $"@p{first + i}"))}))
        """;
}
