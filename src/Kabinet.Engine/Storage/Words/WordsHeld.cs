using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kabinet.Engine.Storage.Words;

/// <summary>
/// The SQLite function <c>holds_words(words, question)</c>: whether the words of a row match a search. It runs for every row
/// of a list, so it works on bytes only. In the question, <c>&amp;</c> separates groups, all of which must match,
/// and <c>|</c> separates the words of a group, any of which may match.
/// </summary>
internal static class WordsHeld
{
    private const byte All = (byte)'&', Any = (byte)'|';

    public static void Register(SqliteConnection connection)
    {
        const int Flags = raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC;
        var result = raw.sqlite3_create_function(connection.Handle, SqliteWordSpelling.HoldsWords, 2, Flags, null, Holds);
        SqliteException.ThrowExceptionForRC(result, connection.Handle);
    }

    /// <summary>Each stored word follows a space, so a space plus a word matches a prefix.</summary>
    public static string Question(IReadOnlyList<IReadOnlyList<string>> groups)
    {
        var question = new StringBuilder();
        foreach (var group in groups)
        {
            if (question.Length > 0) question.Append((char)All);
            question.Append(' ').AppendJoin("| ", group);
        }
        return question.ToString();
    }

    internal static bool Holds(ReadOnlySpan<byte> words, ReadOnlySpan<byte> question)
    {
        foreach (var group in question.Split(All))
            if (!HoldsAny(words, question[group])) return false;
        return true;
    }

    private static bool HoldsAny(ReadOnlySpan<byte> words, ReadOnlySpan<byte> group)
    {
        foreach (var word in group.Split(Any))
            if (words.IndexOf(group[word]) >= 0) return true;
        return false;
    }

    private static void Holds(sqlite3_context context, object state, sqlite3_value[] arguments) =>
        raw.sqlite3_result_int(context, Holds(raw.sqlite3_value_blob(arguments[0]), raw.sqlite3_value_blob(arguments[1])) ? 1 : 0);
}
