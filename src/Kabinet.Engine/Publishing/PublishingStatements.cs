using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Mail;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Storage;
using static Kabinet.Engine.Storage.Dialect;

namespace Kabinet.Engine.Publishing;

/// <summary>SQL that finds stored keys of definitions and renames them.</summary>
internal static class PublishingStatements
{
    /// <summary>Condition of events about files: their part is a group of files, that of other events an entity.</summary>
    public const string OfFiles = $"kind like '{EventKind.OfFiles}%'";

    // Counters of numbers
    public static readonly Statement Counters = new("""select "key", "value" from _sequence""");

    public static Statement ForgetCounter(string key) => new("""delete from _sequence where "key" = @p0""", key);

    /// <summary>Two counters may merge when a pattern was written in several ways; the greater value is kept.</summary>
    public static Statement KeepCounter(string key, long value) => new("""
        insert into _sequence ("key", "value") values (@p0, @p1)
        on conflict ("key") do update set "value" = excluded."value" where excluded."value" > _sequence."value"
        """, key, value) { Types = [DataType.Text, DataType.Whole] };

    // Changes stored in events
    public static Statement SetChanges(long id, string changes) => new("update _event set changes = @p1 where id = @p0", id, changes);

    /// <summary>The next events whose changes contain a field of an entity, by id.</summary>
    public static Statement ChangesNaming((string Entity, string Field) of, long after, int most) => new($"""
        select id, changes from _event where id > @p0 and changes like @p1
        and (part = @p2 or entity = @p2 and (part is null or {OfFiles})) order by id limit {most}
        """, after, $"%\"field\":\"{of.Field}\"%", of.Entity);

    // Rows that use a key
    public static Statement Count(HeldRows rows) => new($"select count(*) from {rows.From} where {rows.Where}", rows.Values);

    public static Statement Some(HeldRows rows, int most) =>
        new($"select cast({rows.Name} as text) from {rows.From} where {rows.Where} order by 1 limit {most}", rows.Values);

    /// <summary>Renames a key in a column; the extra condition may use <c>@p2</c> for the owner.</summary>
    public static Statement Rename(string table, string column, KeyChange change, string besides = "")
    {
        var text = $"update {table} set {Quote(column)} = @p1 where {Quote(column)} = @p0 {besides}";
        return besides.Contains("@p2", StringComparison.Ordinal) ? new(text, change.From, change.To, change.Owner)
            : new(text, change.From, change.To);
    }

    /// <summary>Renames the letter of a notice that administrators have worded.</summary>
    public static Statement RenameLetter(KeyChange change) => new("update letter_template set kind = @p1 where kind = @p0",
        LetterKinds.OfNotices + change.From, LetterKinds.OfNotices + change.To);

    /// <summary>Renames a kind of documents of one file group, which may be renamed itself.</summary>
    public static Statement RenameFileKind(KeyChange change) => new(
        """update file set kind = @p1 where kind = @p0 and entity = @p2 and "group" in (@p3, @p4)""",
        change.From, change.To, change.Owner, change.Before![1], change.After![1]);

    /// <summary>Renames the work of a job.</summary>
    public static Statement RenameJob(KeyChange change) => new("update _work set kind = @p1 where kind = @p0 and subject = 0",
        Background.SolutionJob.KindOf(change.From), Background.SolutionJob.KindOf(change.To));

    /// <summary>Renames a key in a column that holds several keys separated by commas.</summary>
    public static Statement RenameListed(string table, string column, KeyChange change)
    {
        var (name, all) = (Quote(column), $"replace(',' || {Quote(column)} || ',', @p0, @p1)");
        return new($"update {table} set {name} = substr({all}, 2, length({all}) - 2) where ',' || {name} || ',' like '%' || @p0 || '%'",
            $",{change.From},", $",{change.To},");
    }
}
