/// What the program says to somebody who plays a lesson, sentence by sentence.
///
/// The words stand in the files `en.words`, `de.words` and so on, a line a sentence; what a sentence
/// tells, in what place, is the same in all of them. Commands are no words: they are typed as they
/// are in every language.
package enum Phrase: String, Hashable, Sendable, CaseIterable {
  // MARK: Answers

  case right, rightValue, rightAbout, rightButMore, rightButRough, wrong, wrongRemark, wrongLine,
    wrongSlip, wrongSlips, orSlip, andSlip, affirmations, denials

  // MARK: Questions

  case whatWillBe, whatWillBeIn, whereDrawn, andDraw, whatIs, whatIsAfterStep, whatIsSlope, howNear,
    toDigits,
    withinPercent, within, wholeNumber, aQuestion, typeTheNumber, typeTheNumbers,
    choicesAreNumbered, waysOut, waysOutOfChoices, nothingToHint, noHints, noMoreHints, restsOn,
    itIs, lineIs, trueOrFalse, betFirst, lostBet

  // MARK: Questions of the closed kinds

  case aWord, hasLetters, beginsWith, anyThatFits, noNumber, tooSmall, tooLarge, anyNumber,
    anyNumberWithin, boundFrom, boundAbove, boundUpTo, boundBelow, boundsBoth, putInOrder,
    itemsAreNumbered, eachOnce, orderNone, orderFirst, orderSome, orderHint, matchEach,
    oneLetterEach, matchedSome, matchHint, aRecipeLine, linesAreNumbered

  // MARK: What there is to say of a right number

  case wentPart, neverFalls, upTheSlope

  // MARK: Exercises

  case yourTurn, goalMet, goesOnFromSolution, drillLast, drillLastTwo, drillBlank, drillBefore

  // MARK: Exercises that are made

  case drillChoice, drillAverages, whichOfThem, walkStory, walkWouldBe, walkOfGD, walkOfMomentum,
    walkOfAdaGrad, walkOfRMSprop, minimumStory, endsNearerFromOneSide, endsNearerAcross,
    endsAcrossAsFar, endsAcrossByHalf, endsFartherAcross, endOfGD, endOfRMSprop, endOfAdaGrad,
    walkHint, hintEndOfGD, hintEndOfRMSprop, hintEndOfAdaGrad, sumRule, productRule, quotientRule,
    chainRule, powerRule

  // MARK: Tests

  case inTest, notInTest, noted, score, notRight, passedOver, reviewShows, answerNoted,
    numberInTest, enterContinues

  // MARK: Goals, and why one isn't met

  case goalEveryStep, goalRecipeWith, goalRecipeLike, mayUse, mayNotUse, mustBe, mayNotBe, notYet,
    doesNotCount, writesNoRecipe, trialStopped, brokenInStep, brokenInTrial, otherParticles,
    cannotBeTried, takesTooLong, trialDiffers, trialDiffersALittle, noLonger, trialAlike,
    walkOfAnother, goalOwnFunction, goalOwnWalk, goalOwnStart, setAtStart, setAfterStep,
    fedByHand, countsNotHere, mayNotUseWord, ruleBroken, ruleMet

  // MARK: Going on

  case tryPrompt, enterGoesOn, enterEnds, endOfLesson, partsLeft, stoppedCommand, stopped,
    stoppedAtFirst, setAside, setAsideMore, nothingToTakeBack, takenBack, firstPart, partCount,
    partDone, partHere

  // MARK: Looking back

  case nothingToReview, wereAsked, answerRight, answerWrong, answerShown, answerSkipped

  // MARK: Coming and leaving

  case buildsOn, lessonChanged, newParts, changedParts, partsGone, titlesAndMore, resumed,
    doneBefore, goingOn, youLeft, nextLesson, hidesLesson

  // MARK: Slips: what the wrong number comes from, to follow “is what you get”

  case slipRoot = "slip.root"
  case slipSquare = "slip.square"
  case slipPower = "slip.power"
  case slipSwapped = "slip.swapped"
  case slipComplement = "slip.complement"
  case slipEpsilon = "slip.epsilon"
  case slipCorrection = "slip.correction"
  case slipFactor = "slip.factor"
  case slipAlone = "slip.alone"
  case slipInverse = "slip.inverse"
  case slipTwice = "slip.twice"
  case slipTerm = "slip.term"
  case slipSign = "slip.sign"
  case slipProduct = "slip.product"
  case slipDegrees = "slip.degrees"
  case slipFunction = "slip.function"
  case slipBranch = "slip.branch"
  case slipOperand = "slip.operand"
  case slipState = "slip.state"
  case slipGradient = "slip.gradient"
  case slipStepNumber = "slip.stepNumber"
  case slipRounding = "slip.rounding"
  case slipDecimal = "slip.decimal"
  case slipLine = "slip.line"
  case slipParameter = "slip.parameter"
  case slipBefore = "slip.before"
  case slipDerivative = "slip.derivative"
}
