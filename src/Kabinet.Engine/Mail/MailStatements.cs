using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Mail;

/// <summary>The statements of <c>_mail</c>, and the one that finds a template.</summary>
internal static class MailStatements
{
    /// <summary>Inserts a letter and returns its id.</summary>
    public static Statement Add(Letter letter, DateTime now, bool isQueued) => new("""
        insert into "_mail" ("at", "receiver", "subject", "body", "html", "language", "user_id", "tells_password", "tells_link", "leaves",
            "notice_id")
        values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10) returning "id"
        """, now, letter.Receiver, letter.Subject, letter.Text, letter.Html, letter.Language, letter.User,
        letter.TellsPassword, letter.TellsLink, isQueued, letter.Notice);

    /// <summary>A letter that is to be sent; no row where it is sent or refused already.</summary>
    public static Statement Find(long id) => new("""
        select "id", "at", "receiver", "subject", "body", "html", "language", "notice_id" from "_mail"
        where "id" = @p0 and "sent_at" is null and ("refused" is null or not "refused")
        """, id);

    /// <summary>Number of letters to an address since a moment.</summary>
    public static Statement CountTo(string address, DateTime since) =>
        new("select count(*) from \"_mail\" where \"receiver\" = @p0 and \"at\" > @p1", address, since);

    public static Statement Sent(long id, DateTime at, string answer) =>
        new("update \"_mail\" set \"sent_at\" = @p1, \"reply\" = @p2 where \"id\" = @p0", id, at, answer);

    public static Statement Refused(long id, string answer) =>
        new("update \"_mail\" set \"refused\" = @p1, \"reply\" = @p2 where \"id\" = @p0", id, true, answer);

    /// <summary>Makes a letter ready to be sent once more; affects no row where it waits already.</summary>
    public static Statement Again(long id) => new("""
        update "_mail" set "leaves" = @p1, "sent_at" = null, "refused" = null, "reply" = null
        where "id" = @p0 and not exists (select 1 from "_work" w where w."kind" = @p2 and w."subject" = @p0 and w."due_at" is not null)
        """, id, true, MailBox.Work);

    /// <summary>Keeps all letters that wait in the log only.</summary>
    public static IReadOnlyList<Statement> Keep { get; } =
    [
        new("delete from \"_work\" where \"kind\" = @p0", MailBox.Work),
        new("update \"_mail\" set \"leaves\" = @p0 where \"sent_at\" is null", false),
    ];

    /// <summary>Removes the work of a letter that was given up, so that it can be queued anew.</summary>
    public static Statement ForgetWork(long id) =>
        new("delete from \"_work\" where \"kind\" = @p0 and \"subject\" = @p1", MailBox.Work, id);

    /// <summary>Replaces the text of letters with secrets written before a moment.</summary>
    public static Statement Erase(string said, DateTime before) => new("""
        update "_mail" set "body" = @p0, "html" = null where "tells_password" and "at" < @p1 and "body" <> @p0
        """, said, before);

    /// <summary>Deletes letters written before a moment.</summary>
    public static Statement Forget(DateTime before) => new("delete from \"_mail\" where \"at\" < @p0", before);

    /// <summary>Subject and body of a template that an administrator has changed: that of the kind, else that of the frame.</summary>
    public static Statement FindTemplate(string kind, string frame, string language) => new("""
        select "subject", "body" from "letter_template" where "kind" in (@p0, @p1) and "language" = @p2 and "_deleted_at" is null
        order by case when "kind" = @p0 then 0 else 1 end limit 1
        """, kind, frame, language);
}
