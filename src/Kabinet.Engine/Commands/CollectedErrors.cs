using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Commands;

/// <summary>Work that finds all errors of a command before the command is aborted.</summary>
internal static class CollectedErrors
{
    /// <summary>
    /// Runs the work and aborts the command if there are errors. What the database or a deeper step refuses on the way is told together
    /// with the errors found before.
    /// </summary>
    /// <exception cref="RefusedException">There are errors.</exception>
    public static async ValueTask<T> Collect<T>(this Refusals refusals, Actor actor, Entity entity, Func<ValueTask<T>> work)
    {
        try
        {
            var done = await work();
            refusals.ThrowIfAny();
            return done;
        }
        catch (UniqueViolationException taken) when (refusals.Any)
        {
            CommandDoor.AddTaken(refusals, actor, entity, taken);
            throw new RefusedException(refusals.ToOutcome());
        }
        catch (NumberOverflowException) when (refusals.Any)
        {
            throw new RefusedException(refusals.ToOutcome());
        }
        catch (RefusedException refused) when (refusals.Any && refused.Outcome is Outcome.Invalid)
        {
            refusals.AddNew((Outcome.Invalid)refused.Outcome);
            throw new RefusedException(refusals.ToOutcome());
        }
    }
}
