using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Mail;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.People;

/// <summary>
/// A person's own change of e-mail. It holds when the person has followed the link in a letter to the new address; the old one is told.
/// </summary>
public sealed class EmailChange
{
    /// <summary>Name of the field, in forms and errors.</summary>
    public const string Field = PersonRules.Email;
    private const string Path = "/profile/email/confirm?token=";
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly Recognition recognition;
    private readonly Admission admission;

    internal EmailChange(Database database, TimeProvider clock, Recognition recognition, Admission admission) =>
        (this.database, this.clock, this.recognition, this.admission) = (database, clock, recognition, admission);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The address that waits for its confirmation; null for none.</summary>
    public async ValueTask<string?> Waiting(SignedIn signedIn, CancellationToken cancellation = default) =>
        await database.Read(connection => connection.First(database.Dialect,
            LinkStatements.FindOf(signedIn.Person.Id, OneTimeLink.NewEmail, Now), row => row.TextOrNull(0), cancellation), cancellation);

    /// <summary>Asks for a change; requires a recent password. A later request replaces an earlier one.</summary>
    /// <returns>Refusals by field; null on success.</returns>
    public async ValueTask<Outcome.Invalid?> Ask(SignedIn signedIn, string email, CancellationToken cancellation = default)
    {
        if (signedIn.Actor.ImpersonatorId is not null) return Outcome.Invalid.At("", new("people.not_while_impersonating"));
        if (Confirmation.Refused(signedIn.Actor, Proof.RecentPassword) is { } refused) return refused;
        var field = signedIn.Actor.Solution.Entities[CoreEntities.User][Field];
        if (field.Kind.Accept(field, email, out var accepted) is { } refusal) return Outcome.Invalid.At(Field, refusal);
        if (accepted is not string address) return Outcome.Invalid.At(Field, new("field.required"));
        if (address == signedIn.Person.Email) return Outcome.Invalid.At(Field, new("people.email_same"));
        return await admission.Door.Do(signedIn.Actor, async run =>
        {
            if (await PersonRules.IsTaken(run, address, signedIn.Person.Id))
                throw new RefusedException(Outcome.Invalid.At(Field, new("people.taken", address)));
            await Write(run, signedIn.Person, address);
            return new(signedIn.Person.Id, 0, null);
        }, cancellation) as Outcome.Invalid;
    }

    /// <summary>The address that a link of this person confirms; null for a link that is unknown, used, over or somebody else's.</summary>
    public async ValueTask<string?> Of(SignedIn signedIn, string token, CancellationToken cancellation = default) =>
        await Find(token, cancellation) is { } link && link.User == signedIn.Person.Id ? link.Email : null;

    /// <summary>Changes the e-mail as a link says.</summary>
    /// <returns>The refusal; null on success.</returns>
    public async ValueTask<Outcome.Invalid?> Confirm(SignedIn signedIn, string token, CancellationToken cancellation = default)
    {
        if (signedIn.Actor.ImpersonatorId is not null) return Outcome.Invalid.At("", new("people.not_while_impersonating"));
        if (await Of(signedIn, token, cancellation) is not { } address) return Over();
        var solution = signedIn.Actor.Solution;
        // The password was typed when the change was asked for, and the letter has reached its reader: no other proof is asked for.
        if (await recognition.Know(solution, signedIn.Person.Id, cancellation) is not var (actor, _)) return Over();
        return await admission.Door.Do(actor, async run =>
        {
            var take = LinkStatements.Take(SecretToken.Hash(token), OneTimeLink.NewEmail, Now);
            if (await run.Transaction.Execute(take, cancellation) == 0) throw new RefusedException(Over());
            var user = solution.Entities[CoreEntities.User];
            var done = await PersonWriting.Write(run, signedIn.Person.Id, new Dictionary<Field, object?> { [user[Field]] = address });
            if (signedIn.Person.Email is { } before) await Tell(run, signedIn.Person, before, address);
            return done;
        }, cancellation) as Outcome.Invalid;
    }

    private async ValueTask Write(CommandRun run, Person person, string address)
    {
        var (token, language) = (SecretToken.New(SecretToken.LinkPrefix), run.Actor.Language);
        await run.Transaction.Execute(LinkStatements.RemoveOf(person.Id, OneTimeLink.NewEmail), run.Cancellation);
        OneTimeLink link = new(person.Id, OneTimeLink.NewEmail, address, Now + OneTimeLink.EmailLife);
        await run.Transaction.Execute(LinkStatements.Add(link, SecretToken.Hash(token)), run.Cancellation);
        await Put(run, LetterDraft.Of(run.Solution, LetterKinds.EmailChange, (address, language), ("name", person.Name),
            ("email", address), ("link", admission.Writing.Link(Path + token)),
            ("days", Texts.Say("people.days", language, OneTimeLink.EmailLife.Days))) with { User = person.Id });
    }

    private ValueTask Tell(CommandRun run, Person person, string before, string after) =>
        Put(run, LetterDraft.Of(run.Solution, LetterKinds.EmailChanged, (before, person.Language ?? run.Solution.Settings.Language),
            ("name", person.Name), ("email", after)) with { User = person.Id });

    private async ValueTask Put(CommandRun run, LetterDraft draft)
    {
        var letter = await admission.Writing.Write(run.Transaction, run.Solution, draft, run.Cancellation);
        await admission.Mail.Put(run.Transaction, letter, run.Cancellation);
    }

    private ValueTask<OneTimeLink?> Find(string token, CancellationToken cancellation) =>
        database.Read(connection => connection.First(database.Dialect,
            LinkStatements.Find(SecretToken.Hash(token), OneTimeLink.NewEmail, Now), row =>
            new OneTimeLink(row.Id(0), row.Text(1), row.TextOrNull(2), row.Moment(3)), cancellation), cancellation);

    private static Outcome.Invalid Over() => Outcome.Invalid.At("", new("people.link_over"));
}
