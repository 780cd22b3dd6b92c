using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Mail;

/// <summary>Writes letters from their templates: the administrator's, or that of the kind.</summary>
internal sealed class LetterWriting(Uri? address)
{
    /// <summary>Address of a page of the installation; empty where the installation does not know its own.</summary>
    public string Link(string path) => address is null ? "" : $"{address.AbsoluteUri.TrimEnd('/')}{path}";

    /// <summary>Writes a letter in the language of its receiver.</summary>
    public async ValueTask<Letter> Write(Connection connection, Solution solution, LetterDraft draft, CancellationToken cancellation)
    {
        var find = MailStatements.FindTemplate(draft.Kind.Key, draft.Kind.HasOwn ? draft.Kind.Key : LetterKinds.Frame.Key, draft.Language);
        var stored = await connection.Query(find, static row =>
            (Subject: row.GetString(0), Body: row.GetString(1)), cancellation);
        var (subject, body) = stored.Count > 0 ? stored[0]
            : (draft.Kind.Default.Subject.In(draft.Language), draft.Kind.Default.Body.In(draft.Language));
        return Fill(solution, draft, subject, body);
    }

    /// <summary>Fills a template.</summary>
    public Letter Fill(Solution solution, LetterDraft draft, string subject, string body)
    {
        string Value(string place) => place switch
        {
            LetterPlaces.SiteAddress => Link("/"),
            LetterPlaces.SiteTitle => solution.Settings.Title.In(draft.Language),
            _ => draft.Value(place),
        };
        return new(draft.Receiver, Line(TextPlaces.Fill(subject, Value)), LetterBody.Text(body, Value))
        {
            Html = LetterBody.Html(body, Value, Accent.OnWhite(solution.Settings.Accent)),
            Language = draft.Language,
            User = draft.User,
        };
    }

    /// <summary>A subject is one line, whatever a value brings; where the last value is empty, its colon goes with it.</summary>
    private static string Line(string text) =>
        string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).TrimEnd(' ', ':', '—');
}

/// <summary>What a letter is written from.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Receiver">Address.</param>
/// <param name="Language">Language of the receiver.</param>
/// <param name="Value">Value of a placeholder; empty where there is none.</param>
internal sealed record LetterDraft(LetterKind Kind, string Receiver, string Language, Func<string, string> Value)
{
    /// <summary>Person with this address; null when there is none.</summary>
    public long? User { get; init; }

    /// <summary>A letter with fixed values.</summary>
    public static LetterDraft Of(Solution solution, string kind, (string Receiver, string Language) to,
        params IEnumerable<(string Place, string Value)> values)
    {
        var known = values.ToDictionary(value => value.Place, value => value.Value, StringComparer.Ordinal);
        return new(LetterKinds.Find(solution, kind)!, to.Receiver, to.Language, place => known.GetValueOrDefault(place) ?? "");
    }
}
