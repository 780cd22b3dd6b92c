using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Mail;

/// <summary>Values that a preview shows in place of real ones.</summary>
internal sealed class SampleValues(Actor actor, string language, LetterWriting writing)
{
    public string Of(LetterKind kind, string place) => place switch
    {
        "name" or "actor" => actor.Name,
        "login" => "ivanova",
        "password" => "7hq4-9wfk-2mzt",
        LetterPlaces.NoticeTitle => kind.Title.In(language),
        LetterPlaces.NoticeLink or "link" => writing.Link("/") is { Length: > 0 } address ? address : "https://example.org",
        _ when Texts.Catalogue.ContainsKey($"letter.sample.{place}") => Texts.Say($"letter.sample.{place}", language),
        _ => OfField(kind, place),
    };

    /// <summary>The title of a field stands for its value.</summary>
    private string OfField(LetterKind kind, string place) =>
        LetterKinds.EntityOf(actor.Solution, kind)?.FindPath(place) is { } path ? $"‹{path.Field.Title.In(language)}›" : $"‹{place}›";
}
